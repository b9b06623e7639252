import { expect, test } from 'vitest'
import { type Awaited, longestReportWait, mostTries, pauseAfter, standingOf } from '@/lib/callbacks/callback-rules'

const ended = new Date('2026-11-22T12:00:00.000Z')
const after = (seconds: number) => new Date(ended.getTime() + seconds * 1000)
const running: Awaited = { status: 'processing', endedAt: null, deleted: false, report: null }
const done: Awaited = { status: 'completed', endedAt: ended, deleted: false, report: null }
const reporting: Awaited = { ...done, report: 'processing' }
const reported: Awaited = { ...done, report: 'completed' }
const failed: Awaited = { ...done, status: 'failed', report: 'failed' }
const choices = [true, false, null]

test('nothing is due while a detection runs', () => {
  for (const waits of choices) {
    expect(standingOf([running], waits, after(5000))).toBe('wait')
    expect(standingOf([{ ...running, report: 'processing' }], waits, after(5000))).toBe('wait')
    expect(standingOf([done, running], waits, after(5000))).toBe('wait')
  }
})

test('without a report to wait for, the end of the detection is the time', () => {
  for (const waits of choices) {
    expect(standingOf([done], waits, ended)).toBe('due')
    expect(standingOf([reported], waits, ended)).toBe('due')
    expect(standingOf([{ ...done, report: 'failed' }], waits, ended)).toBe('due')
  }
})

test('a failed detection is due at once, whatever became of its report', () => {
  for (const waits of choices) {
    expect(standingOf([failed], waits, ended)).toBe('due')
    expect(standingOf([{ ...failed, report: 'processing' }], waits, ended)).toBe('due')
  }
})

test('true waits for the report without an end, false not at all', () => {
  expect(standingOf([reporting], true, after(longestReportWait * 100))).toBe('wait')
  expect(standingOf([reporting], false, ended)).toBe('due')
})

test('unset waits ten minutes from the end of the detection, to the second', () => {
  expect(standingOf([reporting], null, ended)).toEqual({ afterSeconds: 600 })
  expect(standingOf([reporting], null, after(599.5))).toEqual({ afterSeconds: 1 })
  expect(standingOf([reporting], null, after(600))).toBe('due')
})

test('a batch waits for its last file, and counts the ten minutes from there', () => {
  const earlier = { ...reporting, endedAt: after(-300) }
  expect(standingOf([earlier, reporting], null, after(100))).toEqual({ afterSeconds: 500 })
  expect(standingOf([reported, failed], true, ended)).toBe('due')
})

test('deleted detections are waited for by nobody', () => {
  for (const waits of choices) expect(standingOf([{ ...running, deleted: true }, done], waits, ended)).toBe('due')
  expect(standingOf([{ ...running, deleted: true }], true, ended)).toBe('due')
})

test('five more tries, each pause four times the last, half as much more or less', () => {
  const pauses = (random: number) => Array.from({ length: mostTries }, (_, made) => pauseAfter(made + 1, () => random))
  expect(pauses(0.5)).toEqual([5, 20, 80, 320, 1280, null])
  expect(pauses(0)).toEqual([3, 10, 40, 160, 640, null])
  expect(pauses(0.999_999)).toEqual([7, 30, 120, 480, 1920, null])
  expect(new Set(Array.from({ length: 200 }, () => pauseAfter(5))).size).toBeGreaterThan(20)
})
