import type { SignInPerson } from '@/lib/teams/read-sign-in-rules'

/** How many people with a password have a second step, in a sentence. */
export function secondStepCoverage(people: SignInPerson[]): string {
  const withPassword = people.filter(({ password }) => password)
  const count = withPassword.length
  const having = withPassword.filter(({ secondStep }) => secondStep).length
  if (count === 0) return 'Nobody here signs in with a password.'
  if (count === 1) return `The one person with a password has ${having === 1 ? 'one' : 'none'}.`
  if (having === count) return `All ${count} people with a password have one.`
  return `${having === 0 ? 'None' : having} of ${count} people with a password ${having === 1 ? 'has' : 'have'} one.`
}
