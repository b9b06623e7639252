import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withTeam } from '@/lib/db/client'
import { packFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { searchListedSounds } from '@/lib/known/search-listed-sounds'
import { useTestDatabase } from '../support/database'
import { bringSounds, madeUp } from '../support/known-sounds'
import { makeTeam } from '../support/people'

useTestDatabase()

test('other work of the worker has its turn between long entries, not only between statements', async () => {
  const team = await makeTeam()
  const entries = 20
  const long = Array.from({ length: entries }, (_, at) => [`A call ${at}`, packFingerprint(madeUp(at, 15_000))])
  await bringSounds(team, Object.fromEntries(long))
  const turns: number[] = []
  let done = false
  const watch = async () => {
    for (let before = performance.now(); !done; before = performance.now()) {
      await turn()
      turns.push(performance.now() - before)
    }
  }
  const watching = watch()
  const sound = { values: madeUp(99, 60_000), seconds: 7440 }
  const looking = { teamId: team.teamId, caseId: crypto.randomUUID() }
  await withTeam(team.teamId, (tx) => searchListedSounds(tx, looking, sound))
  done = true
  await watching
  // A quick machine compares an entry in milliseconds, a slow one in tens: in one go one turn would be all of the work.
  const longest = turns.toSorted((a, b) => b - a).slice(0, entries)
  const work = longest.reduce((sum, turn) => sum + turn, 0)
  expect(Math.max(...longest)).toBeLessThan(work / 2)
}, 60_000)
