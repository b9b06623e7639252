import { env } from '@/lib/env'
import { findTeam } from '@/lib/teams/find-team'
import { oidcSettings } from './oidc-settings'

/** The teams that OIDC_TEAMS names and that are not there: nobody comes into them. Empty where no provider is set. */
export async function missingMappedTeams(): Promise<string[]> {
  if (!oidcSettings()) return []
  const names = [...new Map(env().OIDC_TEAMS.map(({ team }) => [team.toLowerCase(), team])).values()]
  const found = await Promise.all(names.map(findTeam))
  return names.filter((_, index) => found[index] === null)
}
