import { beforeAll, expect, test } from 'vitest'
import { png, sample } from '../conformance/samples'
import { inDatabase } from './docket'
import {
  callback,
  ended,
  handIn,
  madeAtSecond,
  onceEach,
  pair,
  question,
  standingOf,
  submission,
  trailOf,
  until,
  useGates,
} from './pair'

/* What only delays a verdict. */

const gates = useGates()
const tooMany = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: { success: false, message: 'Too many requests', error: 'Too many requests' },
}

/**
 * The connection of one broke before the second had it, and of one before its answer came back. Which is which is certain
 * only after half a minute: the last tests look.
 */
let unsent: string
let unanswered: string

beforeAll(async () => {
  gates.api.script(submission, 'refuse', 'lose')
  unsent = await handIn(await png())
  await troubled(unsent)
  unanswered = await handIn(await png())
  await until(
    async () => gates.api.of(submission),
    ({ length }) => length === 2,
  )
})

function troubled(uuid: string) {
  return until(
    () => standingOf(uuid),
    ({ trouble }) => trouble !== null,
  )
}

test('with the way back blocked, the first asks and gets its verdicts all the same', async () => {
  gates.callbacks.shut = true
  const uuids = await Promise.all([await png(), await sample('wav')].map((part) => handIn(part)))
  for (const uuid of uuids) {
    const waiting = await until(
      () => standingOf(uuid),
      ({ state }) => state === 'sent',
    )
    expect(waiting).toMatchObject({ status: 'processing', stage: expect.stringMatching(/^Being analysed by 127/) })
  }
  for (const uuid of uuids) {
    expect(await ended(uuid)).toMatchObject({ status: 'completed' })
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
  const tried = gates.callbacks.of(callback)
  expect(tried.length).toBeGreaterThanOrEqual(2)
  expect(tried.every(({ status }) => status === 0)).toBe(true)
})

test('an API that refuses the callback address gets the media without one', async () => {
  const says = 'The callback_url is not publicly reachable.'
  gates.api.script(submission, { status: 400, body: { success: false, message: says, error: says } })
  const uuid = await handIn(await png())
  expect(await ended(uuid)).toMatchObject({ status: 'completed' })
  const [first, second] = gates.api.of(submission).filter(({ body }) => body.includes(uuid))
  expect(first?.body.toString('latin1')).toContain('callback_url')
  expect(second?.body.toString('latin1')).not.toContain('callback_url')
  expect(await madeAtSecond(uuid)).toBe(1)
  expect(await trailOf(uuid)).toEqual(onceEach)
})

test('429s on the way there and at every question delay verdicts, and lose and double none', async () => {
  gates.api.script(submission, tooMany, tooMany, tooMany)
  gates.api.script(question, tooMany, tooMany, tooMany)
  const parts = await Promise.all(Array.from({ length: 6 }, () => png()))
  const uuids = await Promise.all(parts.map((part) => handIn(part)))
  for (const uuid of uuids) {
    expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
})

test('somebody else who uses up the second’s own limit for the key delays the first’s, and no more', async () => {
  // For three seconds from now on: it is refilled with forty a second.
  await inDatabase(pair.second, (sql) => sql`update api_key_rates set "left" = -120, filled_at = clock_timestamp()`)
  const parts = await Promise.all(Array.from({ length: 4 }, () => png()))
  const uuids = await Promise.all(parts.map((part) => handIn(part)))
  const held = await troubled(uuids[0] ?? '')
  expect(held).toMatchObject({ status: 'processing', state: 'queued', stage: held.trouble })
  expect(held.trouble).toMatch(/Docket tries again by itself/)
  for (const uuid of uuids) {
    expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
  expect(gates.api.passed.some(({ status }) => status === 429)).toBe(true)
})

test('a submission that did not get there is made again, once that is certain', async () => {
  expect(await ended(unsent, 60)).toMatchObject({ status: 'completed' })
  const { state, trouble, sends } = await standingOf(unsent)
  expect([state, trouble]).toEqual(['ended', null])
  expect(sends).toBeGreaterThan(1)
  expect(await madeAtSecond(unsent)).toBe(1)
  expect(await trailOf(unsent)).toEqual(onceEach)
})

test('a submission whose answer was lost is found there, and not made twice', async () => {
  expect(await ended(unanswered, 60)).toMatchObject({ status: 'completed' })
  expect(await standingOf(unanswered)).toMatchObject({ state: 'ended', trouble: null, sends: 1 })
  expect(await madeAtSecond(unanswered)).toBe(1)
  expect(await trailOf(unanswered)).toEqual(onceEach)
})
