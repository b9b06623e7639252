import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { judgeSource } from '@/lib/sources/judge-source'
import { listSources } from '@/lib/sources/list-sources'
import { useTestDatabase } from '../support/database'
import { decideAs, settle } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase, storedFile } from '../support/rows'

const db = useTestDatabase()

/** A case whose Detect API told of one place. */
async function openTold(actor: Member) {
  const opened = await openWaitingCase(actor)
  const source = {
    url: 'https://news.example/a',
    title: 'A flood',
    reason: 'Looks alike.',
    verdict: null,
    similarity: 0.9,
  }
  const told = {
    reported: { metrics: null, image_metrics: { reverse_image_search_sources: [source] }, video_metrics: null },
  }
  await db.owner`update detections set result = result || ${db.owner.json(told)} where id = ${opened.detectionId}`
  return opened
}

test('places told by the Detect API and the team’s own cases are judged, and judged anew', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openTold(team.admin)
  const [row] = await db.owner<{ sha256: string }[]>`select sha256 from media where case_id = ${caseId}`
  const twin = await openTestCase(team.admin, {
    title: 'twin.png',
    file: storedFile(team.teamId, { sha256: row!.sha256 }),
  })
  const found = await listSources(team.moderator, { caseId })
  expect(found).toMatchObject([
    { url: 'https://news.example/a', title: 'A flood', found: 'api', similarity: 0.9, judgement: null },
    { url: `/cases/${twin.number}`, title: 'twin.png', found: 'team', similarity: 1, verdict: null },
  ])
  const { addressHash } = found[0]!
  await judgeSource(team.moderator, { caseId, addressHash, judgement: 'same' })
  await judgeSource(team.manager, { caseId, addressHash, judgement: 'original' })
  expect((await listSources(team.moderator, { caseId }))[0]).toMatchObject({
    ...{ judgement: 'original', judgedByName: 'Max Manager', judgedAt: expect.any(Date) },
  })
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['source.judged'] })
  expect(entries.map(({ facts }) => facts.judgement)).toEqual(['original', 'same'])
  // What the other case was found to be stands here once it is final.
  await db.owner`update cases set state = 'waiting' where id = ${twin.caseId}`
  await decideAs(team.moderator, twin.caseId)
  expect((await listSources(team.moderator, { caseId }))[1]).toMatchObject({ verdict: null })
  await settle(db, twin.caseId)
  expect((await listSources(team.moderator, { caseId }))[1]).toMatchObject({ verdict: 'authentic' })
})

test('what does not stand in the evidence cannot be judged, and nothing stands there of a case that keeps nothing', async () => {
  const team = await makeTeam()
  const { caseId, detectionId } = await openTold(team.admin)
  const [found] = await listSources(team.moderator, { caseId })
  const judgement = 'same' as const
  await expectRefusal(judgeSource(team.moderator, { caseId, addressHash: 'a'.repeat(64), judgement }), 'not_found')
  await expectRefusal(judgeSource(team.moderator, { caseId, addressHash: 'x', judgement }), 'bad_request')
  const theirs = await makeTeam()
  const given = { caseId, addressHash: found!.addressHash, judgement }
  await expectRefusal(judgeSource(theirs.moderator, given), 'not_found')
  await expectRefusal(listSources(theirs.moderator, { caseId }), 'not_found')
  // @ts-expect-error: what a forged form could send
  await expectRefusal(judgeSource(team.moderator, { ...given, judgement: 'mine' }), 'bad_request', /choose/)
  await judgeSource(team.moderator, given)
  await withdrawCase(team.manager, { uuid: detectionId })
  expect(await listSources(team.moderator, { caseId })).toEqual([])
  expect(await db.owner`select 1 from source_triage where case_id = ${caseId}`).toHaveLength(0)
  const sealed = await openTold(team.admin)
  await db.owner`update cases set zero_retention = true, retention = 'due' where id = ${sealed.caseId}`
  expect(await listSources(team.moderator, { caseId: sealed.caseId })).toEqual([])
})

test('what the newest analysis told of a place counts', async () => {
  const team = await makeTeam()
  const { caseId, detectionId } = await openTold(team.admin)
  const older = { url: 'https://news.example/b', title: 'B', reason: '', verdict: null, similarity: 0.5 }
  const sources = [{ ...older, url: 'https://news.example/a', title: 'An older title', similarity: 0.4 }, older]
  const told = { reported: { image_metrics: { reverse_image_search_sources: sources } } }
  await db.owner`insert into detections ${db.owner({
    ...(await db.owner`select * from detections where id = ${detectionId}`)[0],
    id: crypto.randomUUID(),
    created_at: new Date('2026-01-01T00:00:00Z'),
    result: db.owner.json(told),
  })}`
  expect(await listSources(team.moderator, { caseId })).toMatchObject([
    { url: 'https://news.example/a', title: 'A flood', similarity: 0.9 },
    { url: 'https://news.example/b', similarity: 0.5 },
  ])
})

test('what was made of a place is taken back, once', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openTold(team.admin)
  const read = async () => (await listSources(team.moderator, { caseId }))[0]!
  const { addressHash } = await read()
  await judgeSource(team.moderator, { caseId, addressHash, judgement: 'unrelated' })
  await judgeSource(team.manager, { caseId, addressHash, judgement: null })
  await judgeSource(team.manager, { caseId, addressHash, judgement: null })
  expect(await read()).toMatchObject({ judgement: null, judgedByName: null, judgedAt: null })
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['source.judged'] })
  expect(entries.map(({ facts }) => facts.judgement)).toEqual([null, 'unrelated'])
  await expectRefusal(
    judgeSource(team.moderator, { caseId, addressHash: 'a'.repeat(64), judgement: null }),
    'not_found',
  )
})
