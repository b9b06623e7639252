import { setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { withTeam } from '@/lib/db/client'
import { packFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { searchListedSounds } from '@/lib/known/search-listed-sounds'
import { useTestDatabase } from '../support/database'
import { bringSounds, madeUp } from '../support/known-sounds'
import { makeTeam } from '../support/people'

useTestDatabase()

/** How many turns others had had, noted as each entry is compared. */
const { others, noted } = vi.hoisted(() => ({ others: { turns: 0 }, noted: [] as number[] }))
vi.mock('@/lib/known/match-sound', async (original) => {
  const real = await original<typeof import('@/lib/known/match-sound')>()
  const matchSound: typeof real.matchSound = (...given) => {
    noted.push(others.turns)
    return real.matchSound(...given)
  }
  return { ...real, matchSound }
})

test('other work of the worker has its turn between any two entries, not only between statements', async () => {
  const team = await makeTeam()
  const entries = 20
  const known = Array.from({ length: entries }, (_, at) => [`A call ${at}`, packFingerprint(madeUp(at, 1_000))])
  await bringSounds(team, Object.fromEntries(known))
  let done = false
  const watch = async () => {
    while (!done) {
      await turn()
      others.turns += 1
    }
  }
  const watching = watch()
  const sound = { values: madeUp(99, 4_000), seconds: 500 }
  const looking = { teamId: team.teamId, caseId: crypto.randomUUID() }
  await withTeam(team.teamId, (tx) => searchListedSounds(tx, looking, sound))
  done = true
  await watching
  // In one go all would note the same, which stops the signs of life of other jobs.
  expect(noted).toHaveLength(entries)
  expect(new Set(noted).size).toBe(entries)
}, 60_000)
