import { expect, test } from 'vitest'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { listKnownMedia } from '@/lib/sources/list-known-media'
import { useTestDatabase } from '../support/database'
import { decideAs, settle } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase, storedFile } from '../support/rows'

const db = useTestDatabase()

async function openTwins() {
  const team = await makeTeam()
  const first = await openWaitingCase(team.admin)
  const [row] = await db.owner<{ sha256: string }[]>`select sha256 from media where case_id = ${first.caseId}`
  const file = storedFile(team.teamId, { sha256: row!.sha256, mediaType: 'audio' })
  const second = await openTestCase(team.admin, { title: 'twin.wav', file })
  return { team, first, second }
}

test('the same file in another case is known, of any kind, with what people settled on', async () => {
  const { team, first, second } = await openTwins()
  const known = () => listKnownMedia(team.moderator, { caseId: second.caseId })
  expect(await known()).toMatchObject({
    whyNot: null,
    copies: [{ id: first.caseId, number: first.number, state: 'waiting', label: 'Neutral/Uncertain', finding: null }],
  })
  await decideAs(team.moderator, first.caseId)
  expect((await known()).copies[0]).toMatchObject({ finding: null })
  await settle(db, first.caseId)
  expect((await known()).copies[0]).toMatchObject({ finding: 'authentic' })
  expect((await listKnownMedia(team.moderator, { caseId: first.caseId })).copies).toMatchObject([
    { number: second.number, title: 'twin.wav' },
  ])
})

test('cases that keep nothing, and withdrawn ones, neither know others nor are known', async () => {
  const { team, first, second } = await openTwins()
  await withdrawCase(team.manager, { uuid: first.detectionId })
  expect(await listKnownMedia(team.moderator, { caseId: first.caseId })).toEqual({
    whyNot: 'gone',
    copies: [],
    judged: [],
  })
  expect(await listKnownMedia(team.moderator, { caseId: second.caseId })).toEqual({
    whyNot: null,
    copies: [],
    judged: [],
  })
  const twins = await openTwins()
  await db.owner`update cases set zero_retention = true, retention = 'due' where id = ${twins.first.caseId}`
  const asked = { caseId: twins.first.caseId }
  expect(await listKnownMedia(twins.team.moderator, asked)).toEqual({
    whyNot: 'zero_retention',
    copies: [],
    judged: [],
  })
  expect((await listKnownMedia(twins.team.moderator, { caseId: twins.second.caseId })).copies).toEqual([])
})

test('another team’s case is refused, and its files are never known', async () => {
  const { first } = await openTwins()
  const theirs = await makeTeam()
  await expectRefusal(listKnownMedia(theirs.moderator, { caseId: first.caseId }), 'not_found')
  const [row] = await db.owner<{ sha256: string }[]>`select sha256 from media where case_id = ${first.caseId}`
  const { caseId } = await openTestCase(theirs.admin, { file: storedFile(theirs.teamId, { sha256: row!.sha256 }) })
  expect((await listKnownMedia(theirs.moderator, { caseId })).copies).toEqual([])
})
