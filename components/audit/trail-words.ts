import { actorWords as caseActorWords, type EventSentence, eventSentence } from '@/components/case/event-sentence'
import { isTeamEvent, teamSentence } from '@/components/case/team-words'
import { queuedWords } from '@/components/case/timeline-words'
import { scopeNames } from '@/components/shell/role-names'
import type { TargetKind } from '@/lib/audit/count-targets'
import type { AuditEntry } from '@/lib/audit/list-events'

/** Names by id, of people and of things, for facts that only name an id. */
export type NamesById = Record<string, string>

/** Who did it, as a reader of the trail knows them. */
export function trailActor({ actorKind, actorName, type, facts }: AuditEntry, names: NamesById): string {
  if (actorKind === 'visitor') return visitorName({ type, facts }, names)
  return caseActorWords({ actorKind, actorName })
}

/** At the door nobody has proved who they are: of a failed sign-in it is said whose account it was for. */
function visitorName({ type, facts }: Pick<AuditEntry, 'type' | 'facts'>, names: NamesById): string {
  if (type === 'member.sign_in_failed' || type === 'member.joined') return nameOf(facts.memberId, names)
  return type === 'team.created' || type === 'member.added' ? 'Set-up link' : 'Not signed in'
}

/** What happened, in words, from the facts of the entry. */
export function trailSentence({ type, facts }: AuditEntry, names: NamesById): EventSentence {
  if (isTeamEvent(type)) return teamSentence(type, facts, (id) => nameOf(id, names))
  const plain = eventSentence({ type, facts })
  switch (type) {
    case 'key.created':
      return { ...plain, detail: `“${facts.name}”, which may ${scopeWords(facts.scopes)}.` }
    case 'key.revoked':
      return { ...plain, detail: `“${facts.name}”.` }
    case 'case.claim_lapsed':
      return { ...plain, detail: `${nameOf(facts.memberId, names)} had it, and showed no sign of life.` }
    case 'case.returned':
      return { ...plain, detail: `To ${nameOf(facts.to, names)}.` }
    case 'case.queued':
      return queuedWords(plain, facts, names)
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

const targetKinds: Record<Exclude<TargetKind, 'member'>, string> = {
  queue: 'Queue',
  policy: 'Policy',
  key: 'API key',
  webhook: 'Webhook',
}

/** What an entry is about, in words: a person by name, anything else by its kind and name. */
export function targetLabel(kind: TargetKind, name: string): string {
  return kind === 'member' ? name : `${targetKinds[kind]} “${name}”`
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
