import { expect, test } from 'vitest'
import { findNextCase } from '@/lib/cases/find-next-case'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

useTestDatabase()

test('neighbours are the nearest cases of that part of the queue, in the order it is shown in', async () => {
  const team = await makeTeam()
  const [first, second, third] = [
    await openWaitingCase(team.moderator),
    await openTestCase(team.moderator),
    await openWaitingCase(team.moderator),
  ]
  const waiting = { states: ['waiting' as const], order: 'newest' as const }
  expect(await readNeighbours(team.moderator, { number: first.number, ...waiting })).toEqual({
    previous: third.number,
    next: null,
  })
  // A case that is not in that part itself still knows what is above and below it.
  expect(await readNeighbours(team.moderator, { number: second.number, ...waiting })).toEqual({
    previous: third.number,
    next: first.number,
  })
  expect(await readNeighbours(team.moderator, { number: third.number, ...waiting })).toEqual({
    previous: null,
    next: first.number,
  })
})

test('in the queue’s own order, neighbours go by its priority, over several states', async () => {
  const team = await makeTeam()
  const [oldest, middle, latest] = [
    await openWaitingCase(team.moderator),
    await openTestCase(team.moderator),
    await openWaitingCase(team.moderator),
  ]
  const states = ['waiting' as const, 'analysing' as const]
  const nearest = (number: number) => readNeighbours(team.moderator, { number, states })
  // One without a score yet stands behind those that have one.
  expect(await nearest(oldest.number)).toEqual({ previous: null, next: latest.number })
  expect(await nearest(latest.number)).toEqual({ previous: oldest.number, next: middle.number })
  expect(await nearest(middle.number)).toEqual({ previous: latest.number, next: null })
})

test('neighbours follow the kind of media and the search', async () => {
  const team = await makeTeam()
  const first = await openTestCase(team.moderator, { title: 'harbour.png' })
  await openTestCase(team.moderator, { title: 'street.png' })
  const third = await openTestCase(team.moderator, { title: 'Harbour at night.png' })
  const states = ['analysing' as const]
  const ask = { number: third.number, states, order: 'newest' as const }
  expect((await readNeighbours(team.moderator, { ...ask, search: 'harbour' })).next).toBe(first.number)
  expect((await readNeighbours(team.moderator, { ...ask, mediaType: 'audio' })).next).toBeNull()
})

test('another team’s cases are nobody’s neighbours, and a key without the scope may not ask', async () => {
  const [ours, theirs] = [await makeTeam(), await makeTeam()]
  await openWaitingCase(theirs.moderator)
  await openWaitingCase(theirs.moderator)
  expect(await findNextCase(ours.moderator, { number: 2 })).toEqual({ number: null, why: 'nothing_left' })
  expect(await readNeighbours(ours.moderator, { number: 2, states: ['waiting'] })).toEqual({
    previous: null,
    next: null,
  })
  const key = { kind: 'api-key' as const, teamId: theirs.teamId, keyId: crypto.randomUUID(), scopes: [] }
  await expectRefusal(findNextCase(key, { number: 1 }), 'forbidden')
  await expectRefusal(readNeighbours(key, { number: 1, states: ['waiting'] }), 'forbidden')
})
