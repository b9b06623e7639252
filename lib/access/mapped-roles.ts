import { type Role, roles } from './actor'

/** One line of OIDC_TEAMS: who has the value in their claim has the role in the team. */
export interface TeamMapping {
  value: string
  team: string
  role: Role
}

/** The teams, by name, that the values of a claim mean, each with the highest role. Team names are told apart without their case. */
export function mappedRoles(mapping: readonly TeamMapping[], values: readonly string[]): Map<string, Role> {
  const found = new Map<string, Role>()
  for (const { value, team, role } of mapping) {
    if (!values.includes(value)) continue
    const name = team.toLowerCase()
    const before = found.get(name)
    if (!before || roles.indexOf(role) > roles.indexOf(before)) found.set(name, role)
  }
  return found
}
