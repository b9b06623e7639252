import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { finishDetection } from '@/lib/detect/finish-detection'
import { readDetection } from '@/lib/detect/read-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
const sha256 = 'c'.repeat(64)
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})

async function open(actor: Actor, title: string, change: Parameters<typeof openTestCase>[1] = {}) {
  const opened = await openTestCase(actor, { title, file: storedFile(actor.teamId, { sha256 }), ...change })
  const worker: Actor = { kind: 'worker', teamId: actor.teamId }
  await finishDetection(worker, {
    detectionId: opened.detectionId,
    analysis: analysis(),
    preview: null,
    maps: new Map(),
  })
  return opened
}

const asking = { parameters: DetectionParameters.parse({ useReverseSearch: true }) }
const copiesOf = async (detectionId: string) => (await readDetection(team.worker, { uuid: detectionId })).copies

test('the team’s other cases with the same bytes, newest first, and no one else’s', async () => {
  const stranger = await makeTeam()
  await open(stranger.moderator, 'theirs.png')
  await open(team.moderator, 'other-bytes.png', { file: storedFile(team.teamId) })
  const first = await open(team.moderator, 'first.png')
  const second = await open(team.moderator, 'second.png')
  await open(team.moderator, 'secret.png', { zeroRetention: true })
  const withdrawn = await open(team.moderator, 'withdrawn.png')
  await db.owner`update cases set state = 'closed', withdrawn_at = now(), retention = 'due' where id = ${withdrawn.caseId}`
  const asked = await open(team.moderator, 'asked.png', asking)
  const expected = [
    {
      url: `http://localhost:3000/cases/${second.number}`,
      title: 'second.png',
      finding: null,
      label: 'Neutral/Uncertain',
    },
    {
      url: `http://localhost:3000/cases/${first.number}`,
      title: 'first.png',
      finding: null,
      label: 'Neutral/Uncertain',
    },
  ]
  expect(await copiesOf(asked.detectionId)).toMatchObject(expected)
  expect(await copiesOf(first.detectionId)).toEqual([])

  await claimCase(team.moderator, { caseId: first.caseId })
  const { decisionId } = await decideCase(team.moderator, {
    caseId: first.caseId,
    finding: 'synthetic',
    reason: 'Six fingers.',
  })
  // Not before it is final.
  expect((await copiesOf(asked.detectionId))[1]).toMatchObject({ title: 'first.png', finding: null })
  await db.owner`update decisions set effective_at = now() - interval '1 second' where id = ${decisionId}`
  expect((await copiesOf(asked.detectionId))[1]).toMatchObject({ title: 'first.png', finding: 'synthetic' })
  await db.owner`update decisions set effective_at = now() + interval '1 minute' where id = ${decisionId}`
  await undoDecision(team.moderator, { caseId: first.caseId, decisionId })
  expect((await copiesOf(asked.detectionId))[1]).toMatchObject({ finding: null })
  // Still told of after its media is gone: it had it.
  await db.owner`update media set deleted_at = now() where case_id = ${first.caseId}`
  expect(await copiesOf(asked.detectionId)).toHaveLength(2)
})

test('ten at most, never itself, and nothing for a case that keeps nothing', async () => {
  for (let made = 0; made < 12; made++) await open(team.moderator, `more-${made}.png`)
  const asked = await open(team.moderator, 'last.png', asking)
  const copies = await copiesOf(asked.detectionId)
  expect(copies).toHaveLength(10)
  expect(copies.map(({ title }) => title)).not.toContain('last.png')
  expect(copies[0]).toMatchObject({ title: 'more-11.png' })
  const secret = await open(team.moderator, 'secret.png', { ...asking, zeroRetention: true })
  expect(await copiesOf(secret.detectionId)).toEqual([])
})

test('a key that may not read cases cannot ask for it', async () => {
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['submit'] }
  await expectRefusal(openTestCase(key, asking), 'forbidden')
})
