import type { Actor } from '@/lib/access/actor'
import { StartFailure } from '@/lib/db/start-failure'
import { findTeam, listTeams } from '@/lib/teams/find-team'

/** Whoever has a shell on the machine, acting for a team. Throws StartFailure when there is no such team. */
export async function operatorOf(team: string): Promise<Actor> {
  const teamId = await findTeam(team)
  if (!teamId) throw new StartFailure(`There is no team named “${team}”. Make it with: npm run docket -- setup`)
  return { kind: 'operator', teamId }
}

/** The same for every team there is. */
export async function operatorsOfAll(): Promise<Actor[]> {
  const teams = await listTeams()
  return teams.map((teamId) => ({ kind: 'operator', teamId }))
}

/** What an operator is told who gave a password for an account that has its own. */
export function keptPassword(email: string): string {
  return `${email} had an account already: its name and password stay as they were, and those given here were not used.`
}
