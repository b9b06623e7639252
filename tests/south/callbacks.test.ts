import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { generatedPicture, generatedSound, picture, png, sample, splicedPicture } from '../conformance/samples'
import { inDatabase } from './docket'
import type { Passed } from './gate'
import {
  callback,
  ended,
  handIn,
  itemAt,
  madeAtSecond,
  onceEach,
  pair,
  question,
  standingOf,
  submission,
  trailOf,
  until,
  upload,
  useGates,
} from './pair'

const gates = useGates()

/** Posts to the first what nobody it trusts has sent. */
async function post(path: string, body: unknown): Promise<number> {
  const response = await fetch(`${pair.first.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  await response.arrayBuffer()
  return response.status
}

/** Those that came for a detection; a blocked one of an earlier test may be tried again at any time. */
async function callbacksFor(uuid: string): Promise<Passed[]> {
  const { remote_uuid: there } = await standingOf(uuid)
  return gates.callbacks.of(callback).filter(({ body }) => body.includes(there ?? ''))
}

/** All that is known of a detection at the first, but for when it was last looked at. */
async function knownOf(uuid: string): Promise<unknown> {
  return inDatabase(pair.first, async (sql) => [
    await sql`select * from detections where id = ${uuid}`,
    await sql`select state, remote_uuid, sends, reply from remote_runs where detection_id = ${uuid}`,
    await sql`select * from evidence where detection_id = ${uuid} order by position`,
    await sql`select c.* from cases c join detections d on d.case_id = c.id where d.id = ${uuid}`,
    await sql`select m.* from media m join detections d on d.case_id = m.case_id where d.id = ${uuid} order by m.id`,
    await trailOf(uuid),
  ])
}

test('image, sound and video get the second’s verdicts by its callbacks', async () => {
  const began = performance.now()
  const parts = [splicedPicture(), generatedSound(), await sample('mp4')]
  const uuids = await Promise.all(parts.map((part) => handIn(part, { visualize: 'true' })))
  const items = await Promise.all(uuids.map((uuid) => ended(uuid)))
  const [image, sound, video] = items
  expect(items.map(({ status, media_type }) => [status, media_type])).toEqual([
    ['completed', 'image'],
    ['completed', 'audio'],
    ['completed', 'video'],
  ])
  for (const [index, uuid] of uuids.entries()) {
    const { remote_uuid } = await standingOf(uuid)
    const there = await itemAt('second', remote_uuid ?? '')
    expect(items[index].image_metrics?.score).toBe(there.image_metrics?.score)
    expect(items[index].image_metrics?.label).toBe(there.image_metrics?.label)
    expect(items[index].metrics).toEqual({
      ...there.metrics,
      ...(items[index].metrics.image && { image: expect.any(String) }),
    })
    expect(items[index].video_metrics?.label).toBe(there.video_metrics?.label)
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
  expect([image.image_metrics.label, sound.metrics.label, video.video_metrics.label]).toEqual([
    expect.any(String),
    'fake',
    expect.any(String),
  ])
  expect(image.image_metrics.ifl.heatmap).toMatch(/\/api\/media\//)
  const heatmap = await fetch(image.image_metrics.ifl.heatmap, {
    headers: { authorization: `Bearer ${pair.firstKey}` },
  })
  expect([heatmap.status, heatmap.headers.get('content-type')]).toEqual([200, 'image/webp'])
  for (const uuid of uuids) expect((await callbacksFor(uuid)).map(({ status }) => status)).toEqual([204])
  expect(gates.api.of(submission)).toHaveLength(3)
  // Each callback led to one question; the schedule had asked none where the verdict came within its first five seconds.
  if (performance.now() - began < 5000) expect(gates.api.of(question)).toHaveLength(3)
})

test('media handed in by its address is handed on by its address, and nobody is sent the name of a file', async () => {
  const uuid = await handIn({ url: `${pair.mediaUrl}photograph.jpg?secret-name` })
  const named = await handIn({ ...(await png()), filename: 'Frau Müller.png' })
  expect(await ended(uuid)).toMatchObject({ status: 'completed', filename: expect.any(String) })
  expect(await ended(named)).toMatchObject({ status: 'completed', filename: 'Frau Müller.png' })
  const isForm = ({ headers }: Passed) => headers['content-type']?.startsWith('multipart/') ?? false
  const byFile = gates.api.of(submission).find(isForm)
  const byAddress = gates.api.of(submission).find((passed) => !isForm(passed))
  expect(JSON.parse(byAddress?.body.toString() ?? '')).toMatchObject({
    url: `${pair.mediaUrl}photograph.jpg?secret-name`,
  })
  expect(byFile?.body.toString('latin1')).toContain(`filename="docket-${named}.png"`)
  expect(byFile?.body.toString('utf8')).not.toContain('Müller')
  expect(gates.api.of(upload)).toEqual([])
})

test('callbacks that come again, late, early, reordered or forged change nothing', async () => {
  const uuid = await handIn(generatedPicture())
  await ended(uuid)
  const [sent] = await until(
    () => callbacksFor(uuid),
    (found) => found.length > 0,
  )
  const path = sent?.route.split(' ')[1] ?? ''
  const truth = JSON.parse(sent?.body.toString() ?? '')
  await pause(300)
  const before = await knownOf(uuid)
  const item = await itemAt('first', uuid)
  const forged = {
    ...truth.item,
    image_metrics: { ...truth.item.image_metrics, label: 'Real', score: 0.01 },
  }
  for (const body of [
    truth,
    truth,
    { success: true, item: forged },
    { success: false, item: { ...truth.item, status: 'failed', error_message: 'Forged.' } },
    { success: true, item: { ...truth.item, status: 'processing' } },
    { success: true, item: { ...truth.item, uuid: '0'.repeat(32) } },
    forged,
    {},
    [],
    'no JSON at all',
    '',
    `{"item":{"uuid":"${'x'.repeat(100_000)}"}}`,
  ])
    expect(await post(path, body)).toBe(204)
  expect(await post(path, 'x'.repeat(5 * 1024 * 1024))).toBe(400)
  expect(await post(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, truth)).toBe(404)
  expect(await post(`/api/callbacks/detection/${'a'.repeat(43)}`, truth)).toBe(404)
  await pause(2500)
  expect(await knownOf(uuid)).toEqual(before)
  expect(await itemAt('first', uuid)).toEqual(item)
  expect(await madeAtSecond(uuid)).toBe(1)
})

test('one that is forged while the analysis runs only leads to a question, whose answer is the truth', async () => {
  gates.callbacks.shut = true
  const uuid = await handIn({ filename: 'large.png', type: 'image/png', body: await picture() })
  const [sent] = await until(
    async () => gates.api.of(submission).filter(({ body }) => body.includes(uuid)),
    ({ length }) => length > 0,
  )
  const { callback_url: url } = fieldsOf(sent?.body)
  const { pathname } = new URL(url ?? '')
  const claim = { status: 'completed', image_metrics: { type: 'FinalResult', label: 'Fake', score: 1 } }
  expect(await post(pathname, { success: true, item: { ...claim, uuid: 'f'.repeat(32) } })).toBe(204)
  const { remote_uuid } = await until(
    () => standingOf(uuid),
    ({ remote_uuid: there }) => there !== null,
  )
  expect(await post(pathname, { success: true, item: { ...claim, uuid: remote_uuid } })).toBe(204)
  const item = await ended(uuid)
  const there = await itemAt('second', remote_uuid ?? '')
  expect(item.image_metrics).toMatchObject({ label: there.image_metrics.label, score: there.image_metrics.score })
  expect(there.image_metrics.score).toBeLessThan(1)
  expect(await trailOf(uuid)).toEqual(onceEach)
})

/** The text fields of a form. */
function fieldsOf(body: Buffer | undefined): Record<string, string> {
  const found = body?.toString('latin1').matchAll(/name="(\w+)"\r\n\r\n([^\r]*)\r\n/g) ?? []
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]))
}
