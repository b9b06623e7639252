import { type Role, roles, type Scope } from '@/lib/access/actor'
import { type Permission, permissions, type Rule } from '@/lib/access/permissions'

type NounOf<Name> = Name extends `${infer Noun}.${string}` ? Noun : never

const groupNames = [
  'Cases',
  'Oversight',
  'Rules of the desk',
  'People and the team',
  'Connections and the server',
] as const
export type PermissionGroup = (typeof groupNames)[number]

/** By the noun of a permission; one of a new noun does not compile without a group. */
const ofNoun: Record<NounOf<Permission>, PermissionGroup> = {
  case: 'Cases',
  detection: 'Cases',
  feedback: 'Cases',
  question: 'Cases',
  intelligence: 'Cases',
  audit: 'Oversight',
  insights: 'Oversight',
  retention: 'Oversight',
  view: 'Oversight',
  policy: 'Rules of the desk',
  queue: 'Rules of the desk',
  desk: 'Rules of the desk',
  known: 'Rules of the desk',
  preference: 'Rules of the desk',
  member: 'People and the team',
  team: 'People and the team',
  account: 'People and the team',
  key: 'Connections and the server',
  webhook: 'Connections and the server',
  callback: 'Connections and the server',
  detector: 'Connections and the server',
  store: 'Connections and the server',
  health: 'Connections and the server',
}

export interface PermissionLine {
  permission: Permission
  /** In words. */
  says: string
  allowed: Record<Role, boolean>
  /** The scope with which an API key may. */
  scope: Scope | null
  /** Whether a person is asked again who they are. */
  proof: boolean
  /** Whether whoever runs the server may, on its command line. */
  operator: boolean
}

/** The table of who may do what, as people read it: in groups, without what Docket does by itself alone. */
export function permissionGroups(): { name: PermissionGroup; lines: PermissionLine[] }[] {
  const lines = (Object.keys(permissions) as Permission[]).map(lineOf).filter(forPeople)
  return groupNames.map((name) => ({
    name,
    lines: lines.filter(({ permission }) => ofNoun[permission.split('.')[0] as NounOf<Permission>] === name),
  }))
}

/** What nobody does but Docket itself, in words. */
export function ownActs(): string[] {
  const rules: Rule[] = Object.values(permissions)
  return rules.filter(({ roles, scope, operator }) => roles.length === 0 && !scope && !operator).map(({ says }) => says)
}

function lineOf(permission: Permission): PermissionLine {
  const rule: Rule = permissions[permission]
  const allowed = Object.fromEntries(roles.map((role) => [role, rule.roles.includes(role)])) as Record<Role, boolean>
  return {
    permission,
    says: rule.says,
    allowed,
    scope: rule.scope ?? null,
    proof: rule.proof === true,
    operator: rule.operator === true,
  }
}

function forPeople({ allowed, scope, operator }: PermissionLine): boolean {
  return scope !== null || operator || Object.values(allowed).some(Boolean)
}
