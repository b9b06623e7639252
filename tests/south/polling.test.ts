import { beforeAll, expect, test } from 'vitest'
import { png, sample } from '../conformance/samples'
import {
  callback,
  ended,
  handIn,
  madeAtSecond,
  onceEach,
  question,
  standingOf,
  submission,
  trailOf,
  until,
  useGates,
} from './pair'

const gates = useGates()

/** Its connection broke on the way. That it did not get there is certain only half a minute later: the last test looks. */
let broken: string

beforeAll(async () => {
  gates.api.script(submission, 'refuse')
  broken = await handIn(await png())
  await until(
    () => standingOf(broken),
    ({ trouble }) => trouble !== null,
  )
})

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
  expect(gates.api.of(question).length).toBeLessThanOrEqual(6)
})

test('an API that refuses the callback address gets the media without one', async () => {
  const says = 'The callback_url is not publicly reachable.'
  gates.api.script(submission, { status: 400, body: { success: false, message: says, error: says } })
  const uuid = await handIn(await png())
  expect(await ended(uuid)).toMatchObject({ status: 'completed' })
  const [first, second] = gates.api.of(submission)
  expect(first?.body.toString('latin1')).toContain('callback_url')
  expect(second?.body.toString('latin1')).not.toContain('callback_url')
  expect(await madeAtSecond(uuid)).toBe(1)
  expect(await trailOf(uuid)).toEqual(onceEach)
})

test('a submission whose answer was lost is found there, and not made twice', async () => {
  gates.callbacks.shut = true
  gates.api.script(submission, 'lose')
  const uuid = await handIn(await png())
  const lost = await until(
    () => standingOf(uuid),
    ({ trouble, remote_uuid: there }) => trouble !== null || there !== null,
  )
  if (lost.trouble !== null) expect(lost.trouble).toMatch(/answer|broke|reached|lost/)
  expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
  expect(await madeAtSecond(uuid)).toBe(1)
  expect(await trailOf(uuid)).toEqual(onceEach)
})

test('a submission that did not get there is made again, once it is certain', async () => {
  const { trouble, stage, status, sends } = await standingOf(broken)
  expect([status, stage, sends]).toEqual(['processing', trouble, 1])
  expect(trouble).toMatch(/answer .* was lost|cannot be reached/)
  expect(await ended(broken, 60)).toMatchObject({ status: 'completed' })
  expect(await standingOf(broken)).toMatchObject({ trouble: null, state: 'ended', sends: 2 })
  expect(await madeAtSecond(broken)).toBe(1)
  expect(await trailOf(broken)).toEqual(onceEach)
})
