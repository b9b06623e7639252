import type http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CallbackReceiver, type Received, startReceiver } from '../support/callback-receiver'
import { checkPayload } from './check-answer'
import { call, desk, detect, detectAndWait, ended } from './client'
import { picture, png } from './samples'

/** How the receiver answers the callbacks to one path, in turn; the last answer stays. 200 where nothing is planned. */
const plans = new Map<string, ((response: http.ServerResponse) => void)[]>()
const status = (code: number) => (response: http.ServerResponse) => void response.writeHead(code).end()
const silence = () => {}

let receiver: CallbackReceiver
let asked = 0

beforeAll(async () => {
  receiver = await startReceiver(200, desk.receiverPorts.callbacks)
  receiver.answerWith((response, { path }) => {
    const plan = plans.get(path) ?? []
    const answer = (plan.length > 1 ? plan.shift() : plan[0]) ?? status(200)
    answer(response)
  })
})
afterAll(() => receiver.stop())

/** An address that nobody else uses. */
function there(...plan: ((response: http.ServerResponse) => void)[]): string {
  asked += 1
  const url = `${receiver.url}/${asked}`
  plans.set(new URL(url).pathname, plan)
  return url
}

const cameTo = (url: string) => receiver.received.filter(({ path }) => path === new URL(url).pathname)

/** What came to an address, once so many have. */
async function callbacksTo(url: string, count = 1): Promise<Received[]> {
  await vi.waitUntil(() => cameTo(url).length >= count, { timeout: 45_000, interval: 100 })
  return cameTo(url)
}

/** Nothing more comes: for what must happen once. */
async function quiet(url: string, count: number): Promise<void> {
  await pause(2000)
  expect(cameTo(url)).toHaveLength(count)
}

test.concurrent('a finished detection is reported once, in the envelope the waiting answer has', async () => {
  const url = there()
  const { uuid } = await detect({ file: await png(), fields: { callback_url: url } })
  const [sent] = await callbacksTo(url)
  expect(sent).toMatchObject({ method: 'POST', body: { success: true, item: { uuid, status: 'completed' } } })
  expect(sent!.headers['content-type']).toMatch(/^application\/json/)
  const { body } = await call('GET', `/detect/${uuid}`)
  expect(sent!.body).toEqual(body)
  await checkPayload(sent!.body, 'DetectGetResponse', 'Detection')
  await quiet(url, 1)
})

test.concurrent('its signature is the team’s, over exactly what came', async () => {
  const url = there()
  await detect({ file: await png(), fields: { callback_url: url } })
  const [sent] = await callbacksTo(url)
  const headers = sent!.headers as Record<string, string>
  expect(headers['webhook-id']).toMatch(/^msg_/)
  const secret = desk.callbackSecret
  expect(new Webhook(secret).verify(sent!.text, headers)).toMatchObject({ success: true })
  expect(() => new Webhook(secret).verify(`${sent!.text} `, headers)).toThrow()
  expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(sent!.text, headers)).toThrow()
})

test.concurrent('refused with 500, it is sent again with the same id and body, and then no more', async () => {
  const url = there(status(500), status(204))
  await detect({ file: await png(), fields: { callback_url: url } })
  const [first, second] = await callbacksTo(url, 2)
  expect(second!.text).toBe(first!.text)
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
  expect(second!.at - first!.at).toBeGreaterThan(900)
  await quiet(url, 2)
})

test.concurrent('not answered in ten seconds, it is sent again', async () => {
  const url = there(silence, status(200))
  await detect({ file: await png(), fields: { callback_url: url } })
  const [first, second] = await callbacksTo(url, 2)
  expect(second!.at - first!.at).toBeGreaterThan(10_000)
})

test.concurrent('a redirect is a failure and is not followed', async () => {
  const elsewhere = there()
  const url = there((response) => void response.writeHead(302, { location: elsewhere }).end(), status(200))
  await detect({ file: await png(), fields: { callback_url: url } })
  await callbacksTo(url, 2)
  expect(cameTo(elsewhere)).toEqual([])
})

test.concurrent('a receiver that is not there yet gets it when it is', async () => {
  const port = desk.receiverPorts.intelligence
  const url = `http://127.0.0.1:${port}/late`
  const { uuid } = await detectAndWait({ file: await png(), fields: { callback_url: url } })
  await pause(500)
  const late = await startReceiver(200, port)
  try {
    const [sent] = await late.waitFor(1, 30_000)
    expect(sent!.body.item.uuid).toBe(uuid)
  } finally {
    await late.stop()
  }
})

test.concurrent('a receiver that hangs delays no other', async () => {
  const slow = there(silence, status(200))
  const quick = there()
  await detect({ file: await png(), fields: { callback_url: slow } })
  await callbacksTo(slow)
  await detect({ file: await png(), fields: { callback_url: quick } })
  await callbacksTo(quick)
  // The slow one's first try has not even been given up.
  expect(cameTo(slow)).toHaveLength(1)
})

test.concurrent('a failed job is reported as failed, with the reason', async () => {
  const url = there()
  const whole = await picture('png')
  const cut = { ...(await png()), body: whole.subarray(0, whole.length >> 1) }
  const { uuid } = await detect({ file: cut, fields: { callback_url: url } })
  const [sent] = await callbacksTo(url)
  expect(sent!.body).toMatchObject({
    success: false,
    item: { uuid, status: 'failed', error_message: expect.any(String) },
  })
  expect(sent!.body.error).toBe(sent!.body.item.error_message)
  await checkPayload(sent!.body, 'DetectGetResponse', 'Detection')
})

test.concurrent('a url that cannot be fetched is reported as failed', async () => {
  const url = there()
  await detect({ json: { url: `${desk.mediaUrl}missing.jpg`, callback_url: url } })
  const [sent] = await callbacksTo(url)
  expect(sent!.body).toMatchObject({ success: false, item: { status: 'failed' } })
})

test.concurrent.each([
  ['true', (status: string) => expect(status).toBe('completed')],
  ['', (status: string) => expect(status).toBe('completed')],
  ['false', (status: string) => expect(['processing', 'completed']).toContain(status)],
])('with intelligence, wait_for_intelligence=%j', async (wait, holds) => {
  const url = there()
  const fields = { callback_url: url, intelligence: 'true', ...(wait && { wait_for_intelligence: wait }) }
  await detect({ file: await png(), fields })
  const [sent] = await callbacksTo(url)
  expect(sent!.body.item.status).toBe('completed')
  holds(sent!.body.item.intelligence.status)
  await quiet(url, 1)
})

test.concurrent('a batch is reported once, when its last file has ended', async () => {
  const url = there()
  const files = await Promise.all(['a.png', 'b.png'].map(async (name) => ({ ...(await png(name)), name: 'files[]' })))
  const { body } = await call('POST', '/detect/batch', { files, fields: { callback_url: url } })
  const [sent] = await callbacksTo(url)
  expect(sent!.body).toMatchObject({
    success: true,
    item: { uuid: body.item.uuid, status: 'completed', total_files: 2, completed_count: 2 },
  })
  await checkPayload(sent!.body, 'DetectBatchResponse', 'Batch')
  await quiet(url, 1)
})

test.concurrent('POST /intelligence with a callback: 202, and the report to the callback', async () => {
  const { uuid } = await detectAndWait({ file: await png() })
  const url = there()
  const answer = await call('POST', '/intelligence', { json: { detect_id: uuid, callback_url: url } })
  expect(answer.status).toBe(202)
  const [sent] = await callbacksTo(url)
  expect(sent!.body).toMatchObject({ success: true, item: { detect_uuid: uuid, status: 'completed' } })
  await quiet(url, 1)
})

test.concurrent('zero retention: the callback names neither file nor address', async () => {
  const url = there()
  await detect({ file: await png('secret.png'), fields: { callback_url: url, zero_retention_mode: 'true' } })
  const [sent] = await callbacksTo(url)
  expect(sent!.body.item).toMatchObject({ url: null, audio_url: null, filename: expect.stringMatching(/^redacted_/) })
  expect(sent!.text).not.toContain('secret')
  await checkPayload(sent!.body, 'DetectGetResponse', 'Detection')
})

test.concurrent('zero retention: a failed job’s callback names them neither', async () => {
  const url = there()
  const whole = await picture('png')
  const half = { ...(await png('secret.png')), body: whole.subarray(0, whole.length >> 1) }
  await detect({ file: half, fields: { callback_url: url, zero_retention_mode: 'true' } })
  const [sent] = await callbacksTo(url)
  expect(sent!.body).toMatchObject({ success: false, item: { status: 'failed', url: null, audio_url: null } })
  expect(sent!.text).not.toContain('secret')
})

test.concurrent('a deleted detection is not reported', async () => {
  const url = there()
  const far = `http://127.0.0.1:${desk.receiverPorts.batch}/nobody-listens.jpg`
  const { uuid } = await detect({ json: { url: far, callback_url: url } })
  await call('DELETE', `/detect/${uuid}`)
  await quiet(url, 0)
})

test.concurrent('nothing is sent to a private address that is not allowed', async () => {
  const closed = await startReceiver()
  try {
    for (const url of [
      closed.url,
      closed.url.replace('127.0.0.1', 'localhost'),
      closed.url.replace('http:', 'https:'),
    ]) {
      const answer = await call('POST', '/detect', { file: await png(), fields: { callback_url: url } })
      expect(answer).toMatchObject({ status: 400, body: { errors: { callback_url: [expect.any(String)] } } })
    }
    await ended((await detect({ file: await png() })).uuid)
    expect(closed.received).toEqual([])
  } finally {
    await closed.stop()
  }
})
