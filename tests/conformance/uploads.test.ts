import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { call, desk, detect, detectAndWait } from './client'
import { png, sample } from './samples'

test('a secure upload answers a JWT that is good for an hour, and names nothing of the file', async () => {
  const before = Math.floor(Date.now() / 1000)
  const { status, body } = await call('POST', '/secure_uploads', { file: await png('secret-name.png') })
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(['success', 'token'])
  expect(decodeProtectedHeader(body.token)).toMatchObject({ alg: 'HS256' })
  const claims = decodeJwt(body.token)
  expect(claims.exp! - before).toBeGreaterThanOrEqual(3590)
  expect(claims.exp! - before).toBeLessThanOrEqual(3610)
  expect(JSON.stringify(claims)).not.toContain('secret-name')
})

test('its file is analysed once the token is handed in, and that once alone', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await sample('flac', 'take.flac') })
  const item = await detectAndWait({ json: { media_token: body.token } })
  expect(item).toMatchObject({ status: 'completed', media_type: 'audio', filename: 'take.flac' })
  expect(await call('POST', '/detect', { json: { media_token: body.token } })).toMatchObject({ status: 400 })
})

test('of two requests with one token at the same time, one is refused', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  const twice = await Promise.all([0, 1].map(() => call('POST', '/detect', { json: { media_token: body.token } })))
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('a token is bound to its team', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  const json = { media_token: body.token }
  expect(await call('POST', '/detect', { key: desk.keys.stranger, json })).toMatchObject({ status: 400 })
  expect(await detect({ json })).toMatchObject({ status: 'processing' })
})

test('a refused request does not use the token up', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  expect(await call('POST', '/detect', { json: { media_token: body.token, frame_length: 9 } })).toMatchObject({
    status: 400,
  })
  expect(await detect({ json: { media_token: body.token } })).toMatchObject({ status: 'processing' })
})

test('the same Idempotency-Key and token is the same detection', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  const key = desk.keys.all[0]!
  const ask = { key, json: { media_token: body.token }, headers: { 'idempotency-key': body.token.slice(-40) } }
  const first = await detect(ask)
  expect((await detect(ask)).uuid).toBe(first.uuid)
})

test('a waiting upload is no detection', async () => {
  const name = `waiting-${Math.random()}.png`
  await call('POST', '/secure_uploads', { file: await png(name) })
  const list = await call('GET', '/detect', { query: { page: '1', page_size: '1000' } })
  expect(list.text).not.toContain(name)
})
