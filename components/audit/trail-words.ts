import { actorWords as caseActorWords, type EventSentence, eventSentence } from '@/components/case/event-sentence'
import { roleNames, scopeNames } from '@/components/shell/role-names'
import type { AuditEntry } from '@/lib/audit/list-events'

/** Members' names by id, for facts that only name an id. */
export type NamesById = Record<string, string>

/** Who did it, as a reader of the trail knows them. */
export function trailActor({ actorKind, actorName, type, facts }: AuditEntry, names: NamesById): string {
  // A failed sign-in is a visitor's: whose account it was stands in the sentence.
  if (actorKind === 'visitor') return type === 'member.sign_in_failed' ? nameOf(facts.memberId, names) : 'Set-up link'
  return caseActorWords({ actorKind, actorName })
}

/** What happened, in words, from the facts of the entry. */
export function trailSentence({ type, facts }: AuditEntry, names: NamesById): EventSentence {
  const plain = eventSentence({ type, facts })
  switch (type) {
    case 'member.added': {
      const role =
        typeof facts.role === 'string' && Object.hasOwn(roleNames, facts.role)
          ? (facts.role as keyof typeof roleNames)
          : null
      return {
        ...plain,
        detail: `${nameOf(facts.memberId, names)}${role ? `, as ${roleNames[role].name.toLowerCase()}` : ''}.`,
      }
    }
    case 'member.sign_in_failed':
      return { ...plain, detail: failures[String(facts.why)] ?? null }
    case 'key.created':
      return { ...plain, detail: `“${facts.name}”, which may ${scopeWords(facts.scopes)}.` }
    case 'key.revoked':
      return { ...plain, detail: `“${facts.name}”.` }
    case 'case.claim_lapsed':
      return { ...plain, detail: `${nameOf(facts.memberId, names)} had it, and showed no sign of life.` }
    case 'case.returned':
      return { ...plain, detail: `To ${nameOf(facts.to, names)}.` }
    case 'case.noted':
      return { ...plain, detail: mentionWords(facts.mentions, names) }
    default:
      return plain
  }
}

const actorsWithoutId: Record<string, string> = {
  worker: 'Docket',
  operator: 'Operator at the server',
  visitor: 'Not signed in',
}

/** An actor as an address spells them, in words; `names` by id. */
export function actorLabel(actor: string, names: NamesById): string {
  const [kind = '', id] = actor.split(':')
  if (id === undefined) return actorsWithoutId[kind] ?? kind
  const name = names[id]
  if (kind === 'api-key') return name ? `API key “${name}”` : 'An API key'
  return name ?? 'A former member'
}

/** Through which door it came. */
export const channelNames: Record<AuditEntry['channel'], string> = {
  portal: 'Portal',
  api: 'API',
  worker: 'Worker',
  cli: 'Command line',
}

/** What kind of actor it was, beside their name. */
export const actorKindNames: Record<AuditEntry['actorKind'], string> = {
  member: 'Member of the team',
  'api-key': 'API key',
  worker: 'Docket’s own worker',
  operator: 'Operator at the server',
  visitor: 'Not signed in',
}

/** Through what somebody acted, as a sentence says it. */
export function throughWords({ actorKind, actorName, channel }: AuditEntry): string {
  switch (channel) {
    case 'portal':
      return actorKind === 'visitor' ? 'On the portal, not signed in' : 'On the portal, signed in'
    case 'api':
      return actorName ? `Over the API, with the key “${actorName}”` : 'Over the API, with a key'
    case 'worker':
      return 'By itself, in the background'
    case 'cli':
      return 'On the command line of the server'
    default:
      return channel satisfies never
  }
}

/** An actor as a facet of the trail offers them. */
export function facetActor({ kind, name }: { kind: AuditEntry['actorKind']; name: string | null }): string {
  return kind === 'visitor' ? 'Not signed in' : caseActorWords({ actorKind: kind, actorName: name })
}

const failures: Record<string, string> = {
  password: 'The password was wrong.',
  deactivated: 'The account is deactivated.',
  locked: 'Too many failed attempts from there before.',
}

function mentionWords(mentions: unknown, names: NamesById): string | null {
  if (!Array.isArray(mentions) || mentions.length === 0) return null
  return `It mentions ${mentions.map((id) => nameOf(id, names)).join(', ')}.`
}

function nameOf(memberId: unknown, names: NamesById): string {
  return (typeof memberId === 'string' ? names[memberId] : undefined) ?? 'A former member'
}

function scopeWords(scopes: unknown): string {
  if (!Array.isArray(scopes)) return 'do nothing'
  return scopes
    .map((scope) => (Object.hasOwn(scopeNames, scope) ? String(scope) : ''))
    .filter(Boolean)
    .join(', ')
}
