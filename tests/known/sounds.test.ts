import { expect, test } from 'vitest'
import type { Fingerprints } from '@/lib/engine/analysis'
import { secondsPerValue } from '@/lib/engine/match/compare-sound'
import { mostSoundSeconds } from '@/lib/known/search-sounds'
import { useTestDatabase } from '../support/database'
import { openDecided, openFingerprinted } from '../support/known-media'
import { makeTeam } from '../support/people'

const db = useTestDatabase()

/** Values of a recording, made by rule: any unsigned 32-bit numbers, those above 2^31 too. */
function sound(seed: number, length = 240): NonNullable<Fingerprints['sound']> {
  let state = seed
  const values = Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  })
  return { values, seconds: length * 0.124 }
}
const heard = (of: Fingerprints['sound']): Fingerprints => ({ pictures: [], sound: of })

test('the same sound is known again, also a part of it, and is shown without a weight', async () => {
  const team = await makeTeam()
  const whole = sound(7)
  await openDecided(db, team, heard(whole))
  const part = { values: whole.values.slice(60, 180).map((value) => value ^ 1), seconds: 15 }
  const again = await openFingerprinted(team, heard(part))
  expect(again.matches).toMatchObject([{ how: 'sound', caseNumber: 1, as: 'synthetic', share: expect.closeTo(1, 1) }])
  const [piece] = again.judged.evidence.filter(({ check }) => check === 'match.known')
  expect(piece).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
  expect(piece?.explain).toMatch(/the same sound over 1\d seconds \(9\d % alike\)/)
  expect(again.judged.verdict.label).toBe('Neutral/Uncertain')
})

test('where the same sound stands is said by the time of the media, also where a part of it was listened to', async () => {
  const team = await makeTeam()
  const whole = sound(7)
  await openDecided(db, team, heard({ ...whole, from: 60 }))
  const part = { values: whole.values.slice(100), seconds: 17, from: 20 }
  const [match] = (await openFingerprinted(team, heard(part))).matches
  expect(match?.sound).toMatchObject({ from: 20, theirFrom: expect.closeTo(60 + 100 * secondsPerValue, 6) })
})

test('another sound, and too short a part, are not', async () => {
  const team = await makeTeam()
  const whole = sound(7)
  await openDecided(db, team, heard(whole))
  expect((await openFingerprinted(team, heard(sound(99)))).matches).toEqual([])
  const jingle = { values: whole.values.slice(0, 30), seconds: 3.7 }
  expect((await openFingerprinted(team, heard(jingle))).matches).toEqual([])
})

test('no more hours of sound are compared than fit, the newest first', async () => {
  const team = await makeTeam()
  await openDecided(db, team, heard(sound(7)))
  await openDecided(db, team, heard({ ...sound(99), seconds: mostSoundSeconds - 60 }))
  expect((await openFingerprinted(team, heard(sound(7)))).matches).toMatchObject([{ caseNumber: 1 }])
  await openDecided(db, team, heard({ ...sound(99), seconds: 60 }))
  expect((await openFingerprinted(team, heard(sound(7)))).matches).toEqual([])
  expect((await openFingerprinted(team, heard(sound(99)))).matches).toHaveLength(2)
})
