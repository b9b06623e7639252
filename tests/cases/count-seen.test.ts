import crypto from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { listRowContext } from '@/lib/cases/list-row-context'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const sha256 = 'cd'.repeat(32)
const open = (more: { zeroRetention?: boolean } = {}, hash = sha256) =>
  openTestCase(team.admin, { file: storedFile(team.teamId, { sha256: hash }), ...more })
const extrasOf = async (caseId: string) => (await listRowContext(team.moderator, { caseIds: [caseId] }))[caseId]

/** Leaves of a case what a purge leaves where the team wants to know its media again. */
async function purge(caseId: string, hash = keyedDigest(team.teamId, sha256)) {
  await db.owner`update media set sha256 = '' where case_id = ${caseId}`
  await db.owner`insert into seen_hashes (team_id, hash, case_id) values (${team.teamId}, ${hash}, ${caseId})`
}

test('purged media counts where the team keeps a keyed hash, and no other team’s', async () => {
  const [gone, kept, again] = [await open(), await open(), await open()]
  expect(await extrasOf(again.caseId)).toMatchObject({ seen: 2 })
  await db.owner`update media set sha256 = '' where case_id = ${gone.caseId}`
  expect(await extrasOf(again.caseId)).toMatchObject({ seen: 1 })
  await purge(gone.caseId)
  expect(await extrasOf(again.caseId)).toMatchObject({ seen: 2 })
  expect(await extrasOf(kept.caseId)).toMatchObject({ seen: 2 })
  // Of the purged one nothing is left to compare.
  expect(await extrasOf(gone.caseId)).toMatchObject({ seen: 0 })
  const [mine, others] = [team, await makeTeam()]
  team = others
  const theirs = await open()
  expect(await extrasOf(theirs.caseId)).toMatchObject({ seen: 0 })
  team = mine
})

test('a case whose purge is under way counts once', async () => {
  const [going, again] = [await open(), await open()]
  await db.owner`insert into seen_hashes (team_id, hash, case_id)
    values (${team.teamId}, ${keyedDigest(team.teamId, sha256)}, ${going.caseId})`
  expect(await extrasOf(again.caseId)).toMatchObject({ seen: 1 })
  expect(await extrasOf(going.caseId)).toMatchObject({ seen: 1 })
})

test('a case that keeps nothing says that purged media had the same bytes', async () => {
  const gone = await open()
  await purge(gone.caseId)
  const secret = await open({ zeroRetention: true })
  // Its row keeps a keyed digest, and no other.
  await db.owner`update media set sha256 = ${keyedDigest(team.teamId, sha256)} where case_id = ${secret.caseId}`
  expect(await extrasOf(secret.caseId)).toMatchObject({ seen: 1 })
})

test('a match with a list of known media is said, until somebody says that it is different', async () => {
  const { caseId, detectionId } = await open()
  const knownId = crypto.randomUUID()
  const match = async (facts: Record<string, string>, position: number) =>
    db.owner`insert into evidence (team_id, id, case_id, detection_id, position, "check", title, family, points, status, llr, strong,
      explain, does_not_show, facts) values (${team.teamId}, ${crypto.randomUUID()}, ${caseId}, ${detectionId}, ${position},
      'match.known', 'Known media', 'match', 'synthetic', 'hit', 1, true, 'It matches.', 'Why.', ${db.owner.json(facts)})`
  await db.owner`update detections set status = 'completed', result = '{}' where id = ${detectionId}`
  // Matches with the team's own cases are what `seen` and the case page are for.
  await match({ known: 'case', knownId: crypto.randomUUID() }, 100)
  expect(await extrasOf(caseId)).toEqual({ seen: 0 })
  await match({ known: 'list', knownId }, 101)
  expect(await extrasOf(caseId)).toEqual({ seen: 0, listed: true })
  await db.owner`insert into known_judgements (team_id, case_id, known_id, judgement, judged_by)
    values (${team.teamId}, ${caseId}, ${knownId}, 'different', ${team.moderator.memberId})`
  expect(await extrasOf(caseId)).toEqual({ seen: 0 })
})
