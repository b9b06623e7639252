import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { peopleOf } from '@/lib/evidence/people'
import { pseudonymOf } from '@/lib/evidence/pseudonym'

const id = crypto.randomUUID()

test('the same person of a team is always the same, and another in another team', () => {
  const one = pseudonymOf('team-a', { kind: 'member', id })
  expect(one).toMatch(/^Reviewer [0-9a-f]{6}$/)
  expect(pseudonymOf('team-a', { kind: 'member', id })).toBe(one)
  expect(pseudonymOf('team-b', { kind: 'member', id })).not.toBe(one)
  expect(pseudonymOf('team-a', { kind: 'member', id: crypto.randomUUID() })).not.toBe(one)
  expect(pseudonymOf('team-a', { kind: 'api-key', id })).toMatch(/^Program [0-9a-f]{6}$/)
  // Nothing of the id itself.
  expect(id).not.toContain(one.slice(-6))
})

test('whoever has no id is called by what they are, and is not listed', () => {
  const people = peopleOf('team-a')
  expect(people.name('worker', null)).toBe('Docket')
  expect(people.name('operator', null)).toBe('Operator at the server')
  const name = people.name('member', id)
  people.name('member', id)
  expect(people.listed()).toEqual([{ name, kind: 'member', id }])
})
