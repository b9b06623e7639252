import { expect, test } from 'vitest'
import { issuerHost, mappingWords } from '@/components/settings/provider-words'
import { secondStepCoverage } from '@/components/settings/second-step-coverage'

const person = (name: string, secondStep: boolean, password = true) => ({ memberId: name, name, secondStep, password })

test.each([
  [[], 'Nobody here signs in with a password.'],
  [[person('Ida', false, false)], 'Nobody here signs in with a password.'],
  [[person('Ada', true)], 'The one person with a password has one.'],
  [[person('Ada', false)], 'The one person with a password has none.'],
  [[person('Ada', true), person('Mo', false)], '1 of 2 people with a password has one.'],
  [[person('Ada', true), person('Mo', true), person('Ida', false, false)], 'All 2 people with a password have one.'],
])('who has a second step: %j', (people, says) => {
  expect(secondStepCoverage(people)).toBe(says)
})

test('an identity provider’s mapping is told in words, and of this team alone', () => {
  const teams = [
    { value: 'editors', team: 'Newsroom', role: 'moderator' },
    { value: 'chiefs', team: 'newsroom', role: 'admin' },
    { value: 'spies', team: 'Secret desk', role: 'admin' },
  ]
  const facts = { name: 'Acme', issuer: 'https://id.example:8443/realms/x', claim: 'groups', teams }
  expect(mappingWords(facts, 'Newsroom')).toEqual([
    'Whoever has “editors” in “groups” is a moderator of this team.',
    'Whoever has “chiefs” in “groups” is an admin of this team.',
  ])
  expect(issuerHost(facts.issuer)).toBe('id.example:8443')
})
