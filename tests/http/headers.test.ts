import { describe, expect, test } from 'vitest'
import { detectionId } from '@/lib/detect/detection-uuid'
import { byteRange } from '@/lib/http/byte-range'
import { contentDisposition } from '@/lib/http/content-disposition'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { preferWait } from '@/lib/http/prefer-wait'

describe('byte ranges of ten bytes', () => {
  test.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=8-30', { start: 8, end: 9 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-12', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=3-2', null],
    ['bytes=-', null],
    ['bytes=0-1,4-5', null],
    ['items=0-3', null],
    ['nonsense', null],
    [null, null],
  ])('%s', (header, range) => expect(byteRange(header, 10)).toEqual(range))
})

test('a name of any kind fits into a header', () => {
  expect(contentDisposition('inline', 'a.png')).toBe(`inline; filename="a.png"; filename*=UTF-8''a.png`)
  expect(contentDisposition('attachment', 'Größe "1" \\%20 (a)*\'b\'.png')).toBe(
    `attachment; filename="Gr__e _1_ __20 (a)*'b'.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%20%5C%2520%20%28a%29%2A%27b%27.png`,
  )
  expect(
    () => new Headers({ 'content-disposition': contentDisposition('inline', 'a\r\nset-cookie: x 日本') }),
  ).not.toThrow()
})

test('how long a request wants to wait', () => {
  const wait = (prefer?: string) => preferWait(new Headers(prefer === undefined ? {} : { prefer }))
  expect(wait()).toBeNull()
  expect(wait('return=minimal')).toBeNull()
  expect(wait('waiting')).toBeNull()
  expect(wait('wait')).toBe(Number.POSITIVE_INFINITY)
  expect(wait('respond-async, Wait=10')).toBe(10_000)
  expect(wait('wait="5"; foo')).toBe(5000)
})

test('an idempotency key is kept with its door, and as a digest where it may tell something', () => {
  const random = '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0'
  expect(idempotencyKey('api', random)).toBe(`api:${random}`)
  expect(idempotencyKey('portal', random)).toBe(`portal:${random}`)
  const kept = idempotencyKey('api', 'frau-mueller.jpg')
  expect(kept).toMatch(/^api:[^ ]{40,}$/)
  expect(kept).not.toContain('mueller')
  expect(idempotencyKey('api', 'frau-mueller.jpg')).toBe(kept)
  expect(idempotencyKey('api', 'frau-muller.jpg')).not.toBe(kept)
  for (const none of [null, undefined, '', 7]) expect(idempotencyKey('api', none)).toBeUndefined()
  expect(() => idempotencyKey('api', 'x'.repeat(201))).toThrow(/201 characters; at most 200/)
})

test('a uuid is taken with or without dashes, in any case', () => {
  const id = '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0'
  for (const given of [id, id.toUpperCase(), id.replaceAll('-', ''), id.replaceAll('-', '').toUpperCase()]) {
    expect(detectionId(given)).toBe(id)
  }
  for (const given of ['', 'batch', `${id}0`, id.slice(1), `${id.slice(1)}g`]) expect(detectionId(given)).toBeNull()
})
