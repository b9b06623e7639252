import '../support/data-folder'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { type Caller, detectUrl, makeCaller, submit, submitJson } from '../support/api'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { uploadRequest } from '../support/multipart'

useTestDatabase()
const url = 'https://nas.local/a.png'
const callback = 'https://nas.local/hook'
let caller: Caller
let key: { 'idempotency-key': string }

beforeAll(async () => {
  env().ALLOWED_PRIVATE_HOSTS.push('nas.local')
  caller = await makeCaller()
})
beforeEach(async () => {
  caller = await makeCaller(['read', 'submit'], caller.team)
  key = { 'idempotency-key': crypto.randomUUID() }
})

const send = async (filename: string, body: Buffer, headers: object = key) =>
  submit(uploadRequest(detectUrl, { filename, type: 'image/png', body }, {}, { ...caller.auth, ...headers }))
const conflict = {
  success: false,
  message: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
  error: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
}

test('the same file is the same request whatever it is called; other bytes are not', async () => {
  const picture = await png()
  const first = await send('a.png', picture)
  expect(await send('b.png', picture)).toMatchObject({ status: 200, body: { item: { uuid: first.body.item.uuid } } })
  const other = await send('a.png', Buffer.concat([picture, Buffer.from([0])]))
  expect([other.status, other.body]).toEqual([409, conflict])
  expect((await send('a.png', picture, {})).body.item.uuid).not.toBe(first.body.item.uuid)
})

test('a URL with the same options in any spelling and order is the same request', async () => {
  const first = await submitJson(caller, { url, visualize: true, frame_length: 3 }, key)
  for (const same of [
    { frame_length: 3, url, visualize: true },
    { url, visualize: 'true', frame_length: '3', modality: 'all', unknown: 'ignored' },
    { url: ` ${url} `, visualize: 1, frame_length: 3, zero_retention_mode: false },
  ]) {
    const again = await submitJson(caller, same, key)
    expect(again).toMatchObject({ status: 200, body: { item: { uuid: first.body.item.uuid } } })
  }
})

test.each([
  { url: 'https://nas.local/b.png' },
  { url, frame_length: 1 },
  { url, intelligence: true },
  { url, zero_retention_mode: true },
  { url, callback_url: callback },
  { url, audio_source_tracing: true },
  { url, infer_from_intelligence: true },
  { url, start_region: 1 },
])('%j is another request than the URL alone', async (other) => {
  expect((await submitJson(caller, { url }, key)).status).toBe(200)
  const refused = await submitJson(caller, other, key)
  expect([refused.status, refused.body]).toEqual([409, conflict])
  expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('where and when an outcome is reported counts', async () => {
  const asked = { url, callback_url: callback, intelligence: true }
  const first = await submitJson(caller, { ...asked, wait_for_intelligence: true }, key)
  expect(first.status).toBe(200)
  expect((await submitJson(caller, { ...asked, wait_for_intelligence: true }, key)).body.item.uuid).toBe(
    first.body.item.uuid,
  )
  for (const other of [asked, { ...asked, wait_for_intelligence: false }, { ...asked, callback_url: `${callback}2` }]) {
    expect((await submitJson(caller, other, key)).status).toBe(409)
  }
})

test('the keys of a team are shared by its API keys, and no other team’s', async () => {
  const first = await submitJson(caller, { url }, key)
  const sibling = await makeCaller(['read', 'submit'], caller.team)
  expect((await submitJson(sibling, { url }, key)).body.item.uuid).toBe(first.body.item.uuid)
  expect((await submitJson(await makeCaller(), { url }, key)).body.item.uuid).not.toBe(first.body.item.uuid)
})

test('a key of 200 characters is taken, one more is refused, an empty one is none', async () => {
  const of = (text: string) => submitJson(caller, { url }, { 'idempotency-key': text })
  const long = `${crypto.randomUUID()}${'k'.repeat(164)}`
  expect((await of(long)).body.item.uuid).toBe((await of(long)).body.item.uuid)
  expect(await of(`${long}k`)).toMatchObject({
    status: 400,
    body: { errors: { 'Idempotency-Key': [expect.stringContaining('201')] } },
  })
  expect((await of('')).body.item.uuid).not.toBe((await of('')).body.item.uuid)
})
