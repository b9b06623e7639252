import { expect, test } from 'vitest'
import { png } from '../conformance/samples'
import { inDatabase } from './docket'
import {
  countAt,
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

const gates = useGates()
const tooMany = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: { success: false, message: 'Too many requests', error: 'Too many requests' },
}

test('429s on the way there and at every question delay verdicts, and lose and double none', async () => {
  const before = await countAt('second')
  gates.api.script(submission, tooMany, tooMany, tooMany)
  gates.api.script(question, tooMany, tooMany, tooMany)
  const parts = await Promise.all(Array.from({ length: 6 }, () => png()))
  const uuids = await Promise.all(parts.map((part) => handIn(part)))
  for (const uuid of uuids) {
    expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
  expect(await countAt('second')).toBe(before + 6)
})

test('somebody else who uses up the second’s own limit for the key delays the first’s, and no more', async () => {
  // For three seconds from now on: it is refilled with forty a second.
  await inDatabase(pair.second, (sql) => sql`update api_key_rates set "left" = -120, filled_at = clock_timestamp()`)
  const parts = await Promise.all(Array.from({ length: 4 }, () => png()))
  const uuids = await Promise.all(parts.map((part) => handIn(part)))
  const held = await until(
    () => standingOf(uuids[0] ?? ''),
    ({ trouble }) => trouble !== null,
  )
  expect(held).toMatchObject({ status: 'processing', state: 'queued', stage: held.trouble })
  expect(held.trouble).toMatch(/Docket tries again by itself/)
  for (const uuid of uuids) {
    expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
    expect(await trailOf(uuid)).toEqual(onceEach)
    expect(await madeAtSecond(uuid)).toBe(1)
  }
  expect(gates.api.passed.some(({ status }) => status === 429)).toBe(true)
})
