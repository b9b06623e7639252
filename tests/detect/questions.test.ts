import { beforeAll, expect, test } from 'vitest'
import { answerQuestion, giveUpQuestion } from '@/lib/detect/answer-question'
import { askQuestion } from '@/lib/detect/ask-question'
import { finishDetection } from '@/lib/detect/finish-detection'
import { readQuestion } from '@/lib/detect/read-question'
import { useTestDatabase } from '../support/database'
import { fakePicture } from '../support/examined'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let detectionId: string

beforeAll(async () => {
  team = await makeTeam()
  detectionId = (await openTestCase(team.moderator)).detectionId
  await finishDetection(team.worker, { detectionId, analysis: fakePicture, preview: null, maps: new Map() })
})

const ask = (query: unknown, uuid = detectionId) => askQuestion(team.moderator, { uuid, query })
const read = (questionUuid: string) => readQuestion(team.moderator, { uuid: detectionId, questionUuid })
const jobOf = (questionId: string) => ({ teamId: team.teamId, questionId })

test('a question is kept, queued and answered from the evidence', async () => {
  const asked = await ask('  Which generator made it?  ')
  expect(asked).toMatchObject({
    status: 'pending',
    query: 'Which generator made it?',
    answer: null,
    errorMessage: null,
  })
  const jobs = await db.owner`
    select 1 from pgboss.job where name = 'question.answer' and data->>'questionId' = ${asked.id}`
  expect(jobs).toHaveLength(1)
  await answerQuestion(jobOf(asked.id))
  expect(await read(asked.id)).toMatchObject({ status: 'completed', answer: expect.stringMatching(/Midjourney/) })
  const events = await db.owner`
    select type from audit_events where facts->>'questionId' = ${asked.id} order by id`
  expect(events.map(({ type }) => type)).toEqual(['question.asked', 'question.answered'])
})

test('what the evidence cannot answer fails with the reason', async () => {
  const asked = await ask('Who is speaking?')
  await answerQuestion(jobOf(asked.id))
  expect(await read(asked.id)).toMatchObject({
    status: 'failed',
    answer: null,
    errorMessage: expect.stringMatching(/^The evidence cannot answer this\. Questions in English/),
  })
})

test('the job may come again, and one that fails for the last time ends the question', async () => {
  const done = await ask('Is it fake?')
  await answerQuestion(jobOf(done.id))
  const answered = await read(done.id)
  await answerQuestion(jobOf(done.id))
  await giveUpQuestion(jobOf(done.id))
  expect(await read(done.id)).toEqual(answered)
  const lost = await ask('Is it fake?')
  await giveUpQuestion(jobOf(lost.id))
  expect(await read(lost.id)).toMatchObject({
    status: 'failed',
    errorMessage: expect.stringMatching(/Ask it again\.$/),
  })
})

test('a detection deleted in between ends the question', async () => {
  const { detectionId: gone } = await openTestCase(team.moderator)
  await finishDetection(team.worker, { detectionId: gone, analysis: fakePicture, preview: null, maps: new Map() })
  const asked = await ask('Is it fake?', gone)
  await db.owner`update detections set deleted_at = now() where id = ${gone}`
  await answerQuestion(jobOf(asked.id))
  const [row] = await db.owner`select status, error_message from questions where id = ${asked.id}`
  expect(row).toEqual({ status: 'failed', error_message: expect.stringMatching(/deleted/) })
  await expectRefusal(readQuestion(team.moderator, { uuid: gone, questionUuid: asked.id }), 'not_found', /^Detect/)
  await expectRefusal(ask('Is it fake?', gone), 'not_found', /^Detect not found$/)
})

test.each([undefined, null, '', '   ', 7, {}, '\0'])('no question: %j', async (query) => {
  await expectRefusal(ask(query), 'bad_request', /^query is required$/)
})

test('refusals', async () => {
  await expectRefusal(ask('x'.repeat(2001)), 'bad_request', /at most 2,000 characters/)
  expect(await ask('x'.repeat(2000))).toMatchObject({ status: 'pending' })
  await expectRefusal(ask('Is it fake?', 'nonsense'), 'not_found', /^Detect not found$/)
  const { detectionId: running } = await openTestCase(team.moderator)
  await expectRefusal(
    ask('Is it fake?', running),
    'unprocessable',
    /^Detection must be completed before asking questions$/,
  )
  const stranger = await makeTeam()
  await expectRefusal(askQuestion(stranger.admin, { uuid: detectionId, query: 'Is it fake?' }), 'not_found', /^Detect/)
  const asked = await ask('Is it fake?')
  await expectRefusal(
    readQuestion(stranger.admin, { uuid: detectionId, questionUuid: asked.id }),
    'not_found',
    /^Detect not found$/,
  )
  await expectRefusal(
    readQuestion(team.moderator, { uuid: running, questionUuid: asked.id }),
    'not_found',
    /^Question not found$/,
  )
})
