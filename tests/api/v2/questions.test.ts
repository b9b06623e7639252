import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import * as one from '@/app/api/v2/detects/[uuid]/intelligence/[question_uuid]/route'
import * as many from '@/app/api/v2/detects/[uuid]/intelligence/route'
import { answerQuestion } from '@/lib/detect/answer-question'
import { detectionId as asId } from '@/lib/detect/detection-uuid'
import { QuestionItem } from '@/lib/detect/item-words'
import { type Caller, makeCaller } from '../../support/api'
import { callRoute } from '../../support/call-route'
import { useTestDatabase } from '../../support/database'
import { openTestCase, openWaitingCase } from '../../support/rows'

useTestDatabase()
let caller: Caller
let stranger: Caller
let uuid: string

beforeAll(async () => {
  caller = await makeCaller()
  stranger = await makeCaller()
  uuid = (await openWaitingCase(caller.team.moderator)).detectionId.replaceAll('-', '')
})

const ask = (json: unknown, of = uuid, by = caller) => callRoute(many.POST, by, { params: { uuid: of }, json })
const read = (question_uuid: string, of = uuid, by = caller) =>
  callRoute(one.GET, by, { params: { uuid: of, question_uuid } })

test('a question is accepted, then answered', async () => {
  const { status, body } = await ask({ query: 'Is it fake?' })
  expect(status).toBe(202)
  expect(body).toEqual({
    success: true,
    item: {
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      detect_uuid: uuid,
      query: 'Is it fake?',
      answer: null,
      status: 'pending',
      error_message: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    },
  })
  expect((await read(body.item.uuid)).body).toEqual(body)
  await answerQuestion({ teamId: caller.team.teamId, questionId: asId(body.item.uuid)! })
  const answered = (await read(body.item.uuid.toUpperCase())).body.item
  expect(answered).toMatchObject({ status: 'completed', answer: expect.stringMatching(/Neutral\/Uncertain/) })
  expect(QuestionItem.strict().parse(answered)).toEqual(answered)
})

test('one that the evidence cannot answer has failed, with the reason', async () => {
  const { item } = (await ask({ query: 'Who is speaking?' })).body
  await answerQuestion({ teamId: caller.team.teamId, questionId: asId(item.uuid)! })
  expect((await read(item.uuid)).body).toMatchObject({
    success: true,
    item: { status: 'failed', answer: null, error_message: expect.stringMatching(/cannot answer this/) },
  })
})

test('refusals', async () => {
  for (const json of [{}, { query: '' }, { query: '  ' }, { query: null }, { query: 7 }, '']) {
    const { status, body } = await ask(json)
    expect({ status, message: body.message }).toEqual({ status: 400, message: 'query is required' })
  }
  expect(await ask({ query: 'x'.repeat(2001) })).toMatchObject({
    status: 400,
    body: { errors: { query: [expect.stringMatching(/2,000/)] } },
  })
  expect((await ask('{')).status).toBe(400)
  const theirs = (await openWaitingCase(stranger.team.moderator)).detectionId
  for (const of of ['nonsense', crypto.randomUUID(), theirs]) {
    for (const { status, body } of [await ask({ query: 'Is it fake?' }, of), await read(crypto.randomUUID(), of)]) {
      expect({ status, message: body.message }).toEqual({ status: 404, message: 'Detect not found' })
    }
  }
  const { detectionId: running } = await openTestCase(caller.team.moderator)
  expect(await ask({ query: 'Is it fake?' }, running)).toMatchObject({
    status: 422,
    body: { success: false, message: 'Detection must be completed before asking questions' },
  })
  const { item } = (await ask({ query: 'Is it fake?' })).body
  for (const question of ['nonsense', crypto.randomUUID()]) {
    expect(await read(question)).toMatchObject({ status: 404, body: { message: 'Question not found' } })
  }
  expect(await read(item.uuid, running)).toMatchObject({ status: 404, body: { message: 'Question not found' } })
})

test('scopes and methods', async () => {
  const submitter = await makeCaller(['submit'], caller.team)
  const reader = await makeCaller(['read'], caller.team)
  const { item } = (await ask({ query: 'Is it fake?' }, uuid, submitter)).body
  expect((await ask({ query: 'Is it fake?' }, uuid, reader)).status).toBe(403)
  expect((await read(item.uuid, uuid, submitter)).status).toBe(403)
  expect((await read(item.uuid, uuid, reader)).status).toBe(200)
  const params = { uuid, question_uuid: item.uuid }
  for (const handler of [many.GET, many.DELETE, one.POST, one.PUT]) {
    expect((await callRoute(handler, caller, { params, method: 'PUT' })).status).toBe(405)
  }
})
