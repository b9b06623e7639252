export const roles = ['moderator', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

export const scopes = ['read', 'submit', 'delete'] as const
export type Scope = (typeof scopes)[number]

/** Whoever does something. Never null: what nobody did, the worker did. */
export type Actor =
  | {
      kind: 'member'
      teamId: string
      teamName: string
      memberId: string
      sessionId: string
      name: string
      email: string
      role: Role
      /** When they last proved who they are. */
      provedAt: Date
      /** Their team asks for a second step, they signed in with a password alone and have none: they set it up first. */
      needsSecondStep?: true
    }
  | { kind: 'api-key'; teamId: string; keyId: string; scopes: Scope[] }
  | { kind: 'worker'; teamId: string }
  /** Someone at the door who has not proved who they are: a failed sign-in, a set-up link. */
  | { kind: 'visitor'; teamId: string }
  /** Someone with a shell on the machine, through `npm run docket`. */
  | { kind: 'operator'; teamId: string }

export type Member = Extract<Actor, { kind: 'member' }>

/** The member's or key's id; null for the worker and the operator. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'member':
      return actor.memberId
    case 'api-key':
      return actor.keyId
    case 'worker':
    case 'visitor':
    case 'operator':
      return null
    default:
      return actor satisfies never
  }
}

/** Through which door the actor came, as the trail names it. */
export function channelOf(actor: Actor): 'portal' | 'api' | 'worker' | 'cli' {
  switch (actor.kind) {
    case 'member':
    case 'visitor':
      return 'portal'
    case 'api-key':
      return 'api'
    case 'worker':
      return 'worker'
    case 'operator':
      return 'cli'
    default:
      return actor satisfies never
  }
}
