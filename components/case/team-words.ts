import { roleNames } from '@/components/shell/role-names'
import { optionNames, optionWords } from '@/components/submit/submit-options'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'
import { submitOptionNames } from '@/lib/teams/team-rules'
import type { EventSentence } from './event-sentence'

type Facts = Record<string, unknown>

/** Events of the team itself, of the people in it, and of their signing in. */
export type TeamEvent = Extract<AuditEventType, `team.${string}` | `member.${string}`>

/** Whether an event is one of those. */
export function isTeamEvent(type: AuditEventType): type is TeamEvent {
  return /^(team|member)\./.test(type)
}

/** What happened, in words, as `eventSentence` has it. `nameOf`: of a member by id, as it begins a sentence. */
export function teamSentence(
  type: TeamEvent,
  facts: Facts,
  nameOf: (memberId: unknown) => string = () => 'A member',
): EventSentence {
  const plain: EventSentence = { title: eventNames[type] ?? type, detail: null, quote: null }
  const who = () => nameOf(facts.memberId)
  switch (type) {
    case 'team.changed':
      return { ...plain, detail: settingWords(facts) }
    case 'member.added':
    case 'member.joined':
      return { ...plain, detail: `${[who(), asRole(facts.role)].filter(Boolean).join(', ')}.` }
    case 'member.invited':
      return { ...plain, detail: sentence(asRole(facts.role)) }
    case 'member.role_changed':
      return { ...plain, detail: roleWords(who(), facts) }
    case 'member.deactivated':
      return { ...plain, detail: `${who()} is shut out of this team until somebody lets them in again.` }
    case 'member.reactivated':
      return { ...plain, detail: `${who()} may work here again.` }
    case 'member.removed':
      return { ...plain, detail: removedWords(who(), facts.why) }
    case 'member.claims_handed_over':
      return { ...plain, detail: handedWords(who(), facts, nameOf) }
    case 'member.switched':
      return { ...plain, title: wordOf(directions, facts.direction) ?? plain.title, detail: `${who()}.` }
    case 'member.signed_in':
    case 'member.proved':
      return { ...plain, detail: wordOf(ways, facts.by) }
    case 'member.sign_in_failed':
      return { ...plain, detail: wordOf(failures, facts.why) }
    case 'member.sessions_ended':
      return { ...plain, detail: `${count(facts.sessions, 'session') ?? 'Sessions'} of ${within(who())}.` }
    case 'member.password_changed':
      return { ...plain, detail: [`${who()}.`, wordOf(changes, facts.how)].filter(Boolean).join(' ') }
    case 'member.second_step_changed':
      return { ...plain, detail: [`${who()}.`, onWords(facts.after)].filter(Boolean).join(' ') }
    case 'member.recovery_codes_renewed':
      return { ...plain, detail: `${who()}. The codes from before are worth nothing any more.` }
    case 'member.recovery_code_used':
      return { ...plain, detail: `${who()}. ${leftWords(facts.left)}` }
    case 'member.unlinked':
    case 'member.renamed':
    case 'member.proof_failed':
    case 'member.password_reset_asked':
      return { ...plain, detail: `${who()}.` }
    case 'team.created':
    case 'member.invitation_revoked':
    case 'member.signed_out':
      return plain
    default:
      // An entry of a kind that a later version wrote is still shown, by its own name.
      return { ...plain, title: type satisfies never }
  }
}

const directions: Record<string, string> = { in: 'Came from another team', out: 'Went to another team' }

const ways: Record<string, string> = {
  password: 'With a password.',
  second_step: 'With the second step.',
  oidc: 'By single sign-on.',
}

const failures: Record<string, string> = {
  password: 'The password was wrong.',
  second_step: 'The code of the second step was wrong.',
  deactivated: 'The account is deactivated.',
  locked: 'Too many failed attempts from there before.',
}

const changes: Record<string, string> = {
  self: 'By themselves.',
  reset: 'Through a link that was sent to them.',
  provider: 'Dropped: they sign in through the identity provider from now on.',
  operator: 'On the command line of the server.',
}

function settingWords({ before, after }: Facts): string | null {
  const [was, is] = [factsOf(before), factsOf(after)]
  const options = startWords(factsOf(is.submitDefaults))
  const said = [
    typeof is.name === 'string' && `“${was.name}” is now “${is.name}”.`,
    is.requireSecondStep === true && 'Everybody who signs in with a password needs a second step now.',
    is.requireSecondStep === false && 'A second step is not asked of everybody any more.',
    options && `Submit begins with ${options}.`,
  ].filter(Boolean)
  return said.join(' ') || null
}

/** What Submit begins with now, of what was changed: “Draw maps” off, “Of a video”: Sound alone. */
function startWords(options: Facts): string {
  return submitOptionNames
    .flatMap((name) => {
      const value = options[name]
      const words = Object.hasOwn(options, name) ? optionWords(name, value) : null
      if (words === null) return []
      return typeof value === 'boolean' ? `“${optionNames[name]}” ${words}` : `“${optionNames[name]}”: ${words}`
    })
    .join(', ')
}

function asRole(role: unknown): string | null {
  const name = roleName(role)
  return name && `as ${name}`
}

function roleWords(who: string, { before, after }: Facts): string {
  const [was, is] = [roleName(before), roleName(after)]
  return was && is ? `${who} was ${was} and is ${is} now.` : `${who}.`
}

function removedWords(who: string, why: unknown): string {
  if (why === 'left') return `${who} left the team.`
  if (why === 'directory') return `${who}, of whom their identity provider no longer says that they belong here.`
  return `${who} is not in the team any more. What they did keeps their name.`
}

function handedWords(who: string, { cases, to }: Facts, nameOf: (memberId: unknown) => string): string {
  const many = count(cases, 'case') ?? 'Cases'
  const where = to === null || to === undefined ? 'back into their queues' : `to ${within(nameOf(to))}`
  return `${many} that ${within(who)} had went ${where}.`
}

function leftWords(left: unknown): string {
  if (left === 0) return 'It was the last one.'
  const many = count(left, 'code')
  return many ? `${many} left.` : ''
}

function onWords(after: unknown): string | null {
  return typeof after === 'boolean' ? `It is ${after ? 'on' : 'off'} now.` : null
}

/** "A former member" as it stands within a sentence; people's names as they are. */
function within(name: string): string {
  return name.replace(/^A (?=(former )?member$)/, 'a ')
}

function roleName(role: unknown): string | null {
  return typeof role === 'string' && Object.hasOwn(roleNames, role)
    ? roleNames[role as keyof typeof roleNames].name.toLowerCase()
    : null
}

function count(many: unknown, one: string): string | null {
  return typeof many === 'number' ? `${many.toLocaleString('en')} ${many === 1 ? one : `${one}s`}` : null
}

function sentence(words: string | null): string | null {
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

function factsOf(value: unknown): Facts {
  return typeof value === 'object' && value !== null ? (value as Facts) : {}
}

function wordOf(words: Record<string, string>, key: unknown): string | null {
  return typeof key === 'string' && Object.hasOwn(words, key) ? (words[key] ?? null) : null
}
