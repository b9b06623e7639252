import { beforeAll, beforeEach, expect, test } from 'vitest'
import { call, desk, detectAndWait } from './client'
import { generatedPicture, png } from './samples'

const key = desk.keys.all[0]!
const finished: string[] = []
let path: string
let uuid: string

beforeAll(async () => {
  const made = await Promise.all([0, 1, 2, 3, 4].map(async () => detectAndWait({ file: await png() })))
  finished.push(...made.map((item) => item.uuid))
})
// Each test has a detection of its own.
beforeEach(() => {
  uuid = finished.pop()!
  path = `/detect/${uuid}/feedback`
})

const types = [
  'correct',
  'should_be_ai_generated',
  'should_be_authentic',
  'should_be_non_ai',
  'should_be_neutral',
  'skipped',
]

test('each type is kept, the last one counts, and it is read back', async () => {
  for (const type of types) {
    const given = await call('POST', path, { key, json: { type } })
    expect(given).toMatchObject({
      status: 200,
      body: {
        item: {
          detect_uuid: uuid,
          type,
          vote: type === 'correct' ? 'up' : 'down',
          media_type: 'image',
          comment: null,
          source: 'api',
          verdict: null,
        },
      },
    })
    expect((await call('GET', path, { key })).body).toEqual(given.body)
  }
})

test('the verdict it is about, and its score', async () => {
  const { uuid: fake } = await detectAndWait({ file: generatedPicture() })
  const { body } = await call('POST', `/detect/${fake}/feedback`, { key, json: { type: 'correct' } })
  expect(body.item).toMatchObject({ verdict: 'ai_generated', vote: 'up' })
  expect(body.item.score).toBeGreaterThanOrEqual(0.8)
})

test('comments are trimmed, blank ones are null, and sources are cut at 64 characters', async () => {
  const give = async (json: object) => (await call('POST', path, { key, json: { type: 'correct', ...json } })).body.item
  expect(await give({ comment: '  well seen \n' })).toMatchObject({ comment: 'well seen' })
  expect(await give({ comment: '   ' })).toMatchObject({ comment: null })
  expect(await give({ comment: null })).toMatchObject({ comment: null })
  expect((await give({ comment: 'x'.repeat(1000) })).comment).toHaveLength(1000)
  expect(await give({ source: 's'.repeat(100) })).toMatchObject({ source: 's'.repeat(64) })
})

test('each caller has feedback of its own', async () => {
  const other = desk.keys.all[1]!
  await call('POST', path, { key, json: { type: 'correct' } })
  expect((await call('GET', path, { key: other })).status).toBe(404)
  await call('POST', path, { key: other, json: { type: 'skipped' } })
  expect((await call('GET', path, { key })).body.item.type).toBe('correct')
  expect((await call('GET', path, { key: desk.keys.stranger })).status).toBe(404)
})

test('deleting it can be repeated; then there is none', async () => {
  await call('POST', path, { key, json: { type: 'correct' } })
  expect((await call('DELETE', path, { key })).status).toBe(200)
  expect((await call('DELETE', path, { key })).status).toBe(200)
  expect((await call('GET', path, { key })).status).toBe(404)
})
