/** What this Docket was told of an identity provider, without its secret. */
export interface ProviderFacts {
  name: string
  issuer: string
  claim: string
  /** What each value of the claim means. */
  teams: { value: string; team: string; role: string }[]
}

/** Where people are sent to, as they know it. */
export function issuerHost(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer
}

/** What the claim means for this team, a sentence each; other teams' lines are not its business. */
export function mappingWords({ claim, teams }: ProviderFacts, teamName: string): string[] {
  return teams
    .filter(({ team }) => team.toLowerCase() === teamName.toLowerCase())
    .map(
      ({ value, role }) =>
        `Whoever has “${value}” in “${claim}” is ${role === 'admin' ? 'an' : 'a'} ${role} of this team.`,
    )
}
