import { expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

useTestDatabase()

test('neighbours are the nearest cases of that part of the queue, newest first', async () => {
  const team = await makeTeam()
  const [first, second, third] = [
    await openWaitingCase(team.moderator),
    await openTestCase(team.moderator),
    await openWaitingCase(team.moderator),
  ]
  const waiting = { states: ['waiting' as const] }
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

test('neighbours follow the kind of media and the search', async () => {
  const team = await makeTeam()
  const first = await openTestCase(team.moderator, { title: 'harbour.png' })
  await openTestCase(team.moderator, { title: 'street.png' })
  const third = await openTestCase(team.moderator, { title: 'Harbour at night.png' })
  const states = ['analysing' as const]
  const ask = { number: third.number, states }
  expect((await readNeighbours(team.moderator, { ...ask, search: 'harbour' })).next).toBe(first.number)
  expect((await readNeighbours(team.moderator, { ...ask, mediaType: 'audio' })).next).toBeNull()
})

test('the next case to decide is below, else the uppermost, and never somebody else’s', async () => {
  const team = await makeTeam()
  const cases = [
    await openWaitingCase(team.moderator),
    await openWaitingCase(team.moderator),
    await openWaitingCase(team.moderator),
  ] as const
  const [low, middle, high] = cases
  expect(await findNextCase(team.moderator, { number: middle.number })).toBe(low.number)
  expect(await findNextCase(team.moderator, { number: low.number })).toBe(high.number)
  await claimCase(team.manager, { caseId: low.caseId })
  expect(await findNextCase(team.moderator, { number: middle.number })).toBe(high.number)
  expect(await findNextCase(team.manager, { number: middle.number })).toBe(low.number)
  expect(await findNextCase(team.moderator, { number: middle.number, mediaType: 'audio' })).toBeNull()
  expect(await findNextCase(team.moderator, { number: middle.number, search: 'nothing' })).toBeNull()
  await decideCase(team.moderator, { caseId: high.caseId, finding: 'authentic', reason: 'Seen.' })
  expect(await findNextCase(team.moderator, { number: middle.number })).toBeNull()
})

test('another team’s cases are nobody’s neighbours, and a key without the scope may not ask', async () => {
  const [ours, theirs] = [await makeTeam(), await makeTeam()]
  await openWaitingCase(theirs.moderator)
  await openWaitingCase(theirs.moderator)
  expect(await findNextCase(ours.moderator, { number: 2 })).toBeNull()
  expect(await readNeighbours(ours.moderator, { number: 2, states: ['waiting'] })).toEqual({
    previous: null,
    next: null,
  })
  const key = { kind: 'api-key' as const, teamId: theirs.teamId, keyId: crypto.randomUUID(), scopes: [] }
  await expectRefusal(findNextCase(key, { number: 1 }), 'forbidden')
  await expectRefusal(readNeighbours(key, { number: 1, states: ['waiting'] }), 'forbidden')
})
