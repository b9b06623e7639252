import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { listMyClaims } from '@/lib/cases/list-my-claims'
import { listQueue } from '@/lib/cases/list-queue'
import { openCase } from '@/lib/cases/open-case'
import { readCase } from '@/lib/cases/read-case'
import { answerQuestion } from '@/lib/detect/answer-question'
import { askQuestion } from '@/lib/detect/ask-question'
import { finishDetection } from '@/lib/detect/finish-detection'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { readDetection } from '@/lib/detect/read-detection'
import { readFeedback } from '@/lib/detect/read-feedback'
import { readQuestion } from '@/lib/detect/read-question'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { withdrawFeedback } from '@/lib/detect/withdraw-feedback'
import { redactResult } from '@/lib/retention/redact-result'
import { usualRules } from '@/lib/retention/retention-rules'
import { setRules } from '@/lib/retention/set-rules'
import { type Caller, makeCaller } from '../support/api'
import { findCanary, newCanary } from '../support/canary'
import { useTestDatabase } from '../support/database'
import { analysis, openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
const redacted = /^redacted_[0-9a-f]{24}\.png$/
let caller: Caller
let program: Actor
let canary: string

beforeAll(async () => {
  caller = await makeCaller(['read', 'submit', 'delete'])
  const { teamId } = caller.team
  const [key] = await db.owner<{ id: string }[]>`select id from api_keys where team_id = ${teamId}`
  program = { kind: 'api-key', teamId, keyId: key!.id, scopes: ['read', 'submit', 'delete'] }
  await setRules(caller.team.admin, { ...usualRules, apiWindow: 60 })
})
beforeEach(() => {
  canary = newCanary()
})

/** What an engine found in a file that says the word of itself. */
function telling() {
  const [piece] = analysis().evidence
  if (!piece) throw new Error('no evidence')
  const said = {
    ...piece,
    check: 'picture.tags.made_up',
    explain: `The tags name ${canary}.`,
    facts: { software: canary },
  }
  return analysis({
    evidence: [said],
    verdict: { ...analysis().verdict, summary: `It rests on this: ${said.explain}` },
    c2pa: { ...analysis().c2pa, active_manifest: canary, manifests: { [canary]: { title: canary } } },
    peaks: [0.1, 0.9],
  })
}

async function openSealed({ analysed = true } = {}) {
  const { moderator, worker, teamId } = caller.team
  const opened = await openCase(moderator, {
    source: 'upload',
    title: `${canary}.png`,
    file: storedFile(teamId, { filename: `${canary}.png`, sealedWith: Buffer.alloc(32, 1) }),
    parameters: DetectionParameters.parse({}),
    zeroRetention: true,
  })
  const whole = telling()
  if (analysed) {
    const { detectionId } = opened
    await finishDetection(worker, { detectionId, analysis: redactResult(whole), whole, preview: null, maps: new Map() })
  }
  return opened
}

/** What the last step of a purge does to them. */
const dropKey = (caseId: string) => db.owner`delete from case_keys where case_id = ${caseId}`

test('members read what was handed in and found; rows, jobs and trail never hold it', async () => {
  const { number } = await openSealed()
  const seen = await readCase(caller.team.moderator, { number })
  expect(seen.case.title).toBe(`${canary}.png`)
  expect(seen.copies).toMatchObject([{ filename: `${canary}.png`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  expect(seen.copies[0]).not.toHaveProperty('fileKey')
  const [run] = seen.detections
  expect(run?.evidence).toMatchObject([{ explain: `The tags name ${canary}.`, facts: { software: canary } }])
  expect(run?.result).toMatchObject({ peaks: [0.1, 0.9], c2pa: { active_manifest: canary } })
  expect(run?.result?.verdict.summary).toContain(canary)
  expect(await findCanary(db, canary)).toEqual([])
})

test('the plain hash of its bytes is sealed as well: the row has one that only this instance can make', async () => {
  const file = storedFile(caller.team.teamId, { sealedWith: Buffer.alloc(32, 1) })
  const parameters = DetectionParameters.parse({})
  const open = () =>
    openCase(caller.team.moderator, {
      source: 'upload',
      title: 'a.png',
      file: { ...file, id: crypto.randomUUID(), storeKey: crypto.randomUUID() },
      parameters,
      zeroRetention: true,
    })
  const [one, other] = [await open(), await open()]
  expect((await readCase(caller.team.moderator, { number: one.number })).copies[0]?.sha256).toBe(file.sha256)
  expect(await findCanary(db, file.sha256)).toEqual([])
  const kept = await db.owner`select distinct sha256 from media where case_id in (${one.caseId}, ${other.caseId})`
  expect(kept).toEqual([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
})

test('the queue and what one has taken show the name; a search does not find it', async () => {
  const { number, caseId } = await openSealed()
  const named = async (actor = caller.team.moderator) =>
    (await listQueue(actor, {})).rows.find((row) => row.number === number)?.title
  expect(await named()).toBe(`${canary}.png`)
  await claimCase(caller.team.moderator, { caseId })
  expect(await listMyClaims(caller.team.moderator, {})).toMatchObject([{ number, title: `${canary}.png` }])
  expect((await listQueue(caller.team.moderator, { search: canary })).rows).toEqual([])
  await dropKey(caseId)
  expect(await named()).toMatch(redacted)
})

test('without the key everybody reads the redacted rows, and nothing fails', async () => {
  const { number, caseId } = await openSealed()
  await dropKey(caseId)
  const seen = await readCase(caller.team.moderator, { number })
  expect(seen.case.title).toMatch(redacted)
  expect(seen.detections[0]?.result).toMatchObject({ peaks: [], c2pa: { active_manifest: null } })
  expect(JSON.stringify(seen)).not.toContain(canary)
})

test('once somebody had it deleted, nobody reads it, whether or not the key is gone already', async () => {
  for (const change of [
    { withdrawn_at: new Date(), state: 'closed' },
    { purge_reason: 'manual' },
    { retention: 'purging' },
  ]) {
    const { number, caseId } = await openSealed()
    await db.owner`update cases set ${db.owner(change)} where id = ${caseId}`
    expect(JSON.stringify(await readCase(caller.team.admin, { number }))).not.toContain(canary)
    const { rows } = await listQueue(caller.team.admin, {})
    expect(JSON.stringify(rows)).not.toContain(canary)
  }
})

test('answers of the API stay redacted', async () => {
  const { detectionId } = await openSealed()
  for (const actor of [program, caller.team.admin])
    expect(JSON.stringify(await readDetection(actor, { uuid: detectionId }))).not.toContain(canary)
})

test('questions: the words and the whole answer are sealed, the API answers from what may be kept', async () => {
  const { detectionId, number, caseId } = await openSealed()
  const { teamId, moderator } = caller.team
  const query = `What do the tags say about ${canary}? And who is ${canary}?`
  const asked = await askQuestion(program, { uuid: detectionId, query })
  expect(asked).toMatchObject({ query, status: 'pending' })
  expect(await findCanary(db, canary)).toEqual([])
  await answerQuestion({ teamId, questionId: asked.id })
  const overApi = await readQuestion(program, { uuid: detectionId, questionUuid: asked.id })
  expect(overApi).toMatchObject({ query, status: 'completed' })
  expect(overApi.answer).not.toContain(canary)
  const [shown] = (await readCase(moderator, { number })).detections[0]?.questions ?? []
  expect(shown).toMatchObject({ query, answer: expect.stringContaining(canary) })
  expect(await findCanary(db, canary)).toEqual([])
  await dropKey(caseId)
  const after = await readQuestion(program, { uuid: detectionId, questionUuid: asked.id })
  expect(after).toMatchObject({ query: 'What was asked was not kept.', answer: overApi.answer })
})

test('a question whose words went before it was answered fails and says so', async () => {
  const { detectionId, caseId } = await openSealed()
  const asked = await askQuestion(program, { uuid: detectionId, query: 'Is it fake?' })
  await dropKey(caseId)
  await answerQuestion({ teamId: caller.team.teamId, questionId: asked.id })
  expect(await readQuestion(program, { uuid: detectionId, questionUuid: asked.id })).toMatchObject({
    status: 'failed',
    errorMessage: 'What was asked was deleted before the question was answered.',
  })
})

test('after the purge a question is answered at once, for its words can be kept nowhere', async () => {
  const { detectionId, caseId } = await openSealed()
  await dropKey(caseId)
  const query = `Is it fake? Who is ${canary}?`
  const asked = await askQuestion(program, { uuid: detectionId, query })
  expect(asked).toMatchObject({ query, status: 'completed', answer: expect.stringContaining('Neutral/Uncertain') })
  const read = await readQuestion(program, { uuid: detectionId, questionUuid: asked.id })
  expect(read).toMatchObject({ query: 'What was asked was not kept.', answer: asked.answer })
  const refused = await askQuestion(program, { uuid: detectionId, query: 'Who is speaking?' })
  expect(refused).toMatchObject({ status: 'failed', errorMessage: expect.stringMatching(/cannot answer this/) })
  expect(await findCanary(db, canary)).toEqual([])
  const jobs =
    await db.owner`select 1 from pgboss.job where name = 'question.answer' and data->>'questionId' = ${asked.id}`
  expect(jobs).toEqual([])
})

test('feedback: the comment is sealed, goes when it is taken back, and is not kept after the purge', async () => {
  const { detectionId, number, caseId } = await openSealed()
  const give = (comment: string) =>
    giveFeedback(program, { uuid: detectionId, type: 'correct', comment, source: canary })
  const commentsSeen = async () =>
    (await readCase(caller.team.moderator, { number })).detections[0]?.feedback.map(({ comment }) => comment)
  expect((await give(`This is ${canary}.`)).given.comment).toBe(`This is ${canary}.`)
  expect((await readFeedback(program, { uuid: detectionId })).given.comment).toBe(`This is ${canary}.`)
  expect(await commentsSeen()).toEqual([`This is ${canary}.`])
  expect(await findCanary(db, canary)).toEqual([])
  await give('')
  expect((await readFeedback(program, { uuid: detectionId })).given.comment).toBeNull()
  await give(canary)
  await withdrawFeedback(program, { uuid: detectionId })
  const left = await db.owner`select name from case_secrets where case_id = ${caseId} and name like 'comment:%'`
  expect(left).toEqual([])
  await dropKey(caseId)
  expect((await give(canary)).given).toMatchObject({ type: 'correct', comment: null })
  expect(await findCanary(db, canary)).toEqual([])
})

test('a case that keeps its media has no key and no secrets', async () => {
  const { caseId } = await openTestCase(caller.team.moderator)
  expect(await db.owner`select 1 from case_keys where case_id = ${caseId}`).toEqual([])
  expect(await db.owner`select 1 from case_secrets where case_id = ${caseId}`).toEqual([])
})
