import { describe, expect, test } from 'vitest'
import { unavailable, unreadable } from '@/lib/detect/detectors/remote-failure'
import { longestWait, messageIn, refusalOf, waitOf } from '@/lib/detect/detectors/reply-refusal'

const now = new Date('2026-05-01T12:00:00Z')
const of = (status: number, body: unknown = {}, more: { retryAfter?: string; changes?: boolean } = {}) =>
  refusalOf({ host: 'app.resemble.ai', status, body, retryAfter: more.retryAfter, changes: more.changes ?? true, now })

describe('every status has a kind, and a sentence for each reader', () => {
  test.each([
    [400, 'refused', true],
    [401, 'key', true],
    [402, 'payment', true],
    [403, 'forbidden', true],
    [404, 'refused', true],
    [405, 'refused', true],
    [408, 'unavailable', false],
    [409, 'refused', true],
    [413, 'refused', true],
    [415, 'refused', true],
    [422, 'refused', true],
    [425, 'unavailable', false],
    [429, 'rate', false],
    [500, 'unavailable', false],
    [502, 'unavailable', false],
    [503, 'unavailable', false],
    [504, 'unavailable', false],
    [599, 'unavailable', false],
    [301, 'unreadable', true],
    [302, 'unreadable', true],
    [308, 'unreadable', true],
  ])('%d is %s', (status, kind, permanent) => {
    const failure = of(status, { error: 'Because' })
    expect(failure).toMatchObject({ kind, permanent, status })
    for (const sentence of [failure.forModerator, failure.forAdmin]) {
      expect(sentence).toContain('app.resemble.ai')
      expect(sentence).toMatch(/[.”]$/)
    }
    expect(failure.message).toBe(`a Detect API gave no result: ${kind} (${status})`)
    expect(failure.message).not.toContain('Because')
    expect(failure.forModerator).not.toBe(failure.forAdmin)
  })

  test('only errors of the API’s own leave it open whether it was done', () => {
    expect([400, 401, 402, 403, 404, 422, 429].filter((status) => of(status).maybeDone)).toEqual([])
    expect([500, 502, 503, 504].every((status) => of(status).maybeDone)).toBe(true)
    expect(of(502, {}, { changes: false }).maybeDone).toBe(false)
  })
})

describe('payment', () => {
  test('says what it would cost', () => {
    const body = { error: 'Insufficient balance', details: { estimated_cost_cents: 42, detect_cost_cents: '40' } }
    expect(of(402, body).forAdmin).toBe(
      'app.resemble.ai wants payment (402): 0.42 estimated, 0.40 for the detection. Top up the account there, then run the analysis again. It says: “Insufficient balance”',
    )
    expect(of(402, body).forModerator).toBe(
      'The account at app.resemble.ai has no money left for this analysis. Ask an admin to top it up.',
    )
  })

  test.each([[undefined], [{}], [{ details: null }], [{ details: { detect_cost_cents: 'much' } }]])(
    'without: %j',
    (body) => {
      expect(of(402, body).forAdmin).toContain('wants payment (402). Top up')
    },
  )
})

describe('how long to wait', () => {
  test.each([
    ['7', 7],
    [' 7 ', 7],
    ['0.4', 1],
    ['0', 0],
    ['999999', longestWait],
    ['Fri, 01 May 2026 12:00:30 GMT', 30],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['Fri, 01 May 2099 11:00:00 GMT', longestWait],
    ['soon', null],
    ['', null],
    ['-5', null],
    [undefined, null],
  ])('Retry-After %j is %j seconds', (retryAfter, seconds) => {
    expect(waitOf({ retryAfter, now })).toBe(seconds)
  })

  test('goes with 429 and outages', () => {
    expect(of(429, {}, { retryAfter: '9' }).retryAfterSeconds).toBe(9)
    expect(of(503, {}, { retryAfter: '9' }).retryAfterSeconds).toBe(9)
    expect(of(429).retryAfterSeconds).toBeNull()
  })
})

describe('what the API says', () => {
  test.each([
    [{ message: 'One' }, 'One'],
    [{ error: 'Two' }, 'Two'],
    [{ errors: ['Three'] }, 'Three'],
    [{ message: ' a\n\tb\u0000\u202Ec ' }, 'a b c'],
    [{ message: 5 }, null],
    [{ message: '' }, null],
    [{ errors: { url: ['x'] } }, null],
    ['text', null],
    [undefined, null],
  ])('%j', (body, said) => {
    expect(messageIn(body)).toBe(said)
  })

  test('is cut to a line', () => {
    expect(messageIn({ error: 'x'.repeat(9000) })).toHaveLength(300)
  })

  test('is quoted to the moderator where it is about the media', () => {
    expect(of(422, { message: 'Too short' }).forModerator).toContain('“Too short”')
    expect(of(400, undefined).forAdmin).toContain('It gives no reason.')
  })

  test('a 404 that is no API’s own points to the address', () => {
    expect(of(404, undefined)).toMatchObject({ kind: 'unreadable', permanent: true })
    expect(of(404, { error: 'Detect not found' })).toMatchObject({ kind: 'refused', status: 404 })
  })

  test('a page in place of JSON is said', () => {
    const page = { host: 'a.example', status: 502, body: undefined, retryAfter: undefined, changes: false, now }
    expect(refusalOf(page).forAdmin).toContain('(502) with a page instead of JSON')
  })
})

test('no connection, and answers nobody can read', () => {
  expect(unavailable('a.example', 'refused the connection.', false)).toMatchObject({
    kind: 'unavailable',
    permanent: false,
    status: null,
    maybeDone: false,
    forModerator: 'The detector at a.example cannot be reached just now. Docket tries again by itself.',
  })
  const lasting = unreadable('a.example', 'is odd.', { permanent: true })
  expect(lasting.forAdmin).toBe(
    'a.example is odd. Check that the address is that of a Detect API, where its version begins (such as …/api/v2).',
  )
  expect(unreadable('a.example', 'is odd.', { permanent: false }).forModerator).toContain('tries again by itself')
})
