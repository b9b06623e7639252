import { type AuditEventType, eventNames } from '@/lib/audit/events'

/** What of the trail is shown: as it stands in the page's address. */
export interface TrailFilter {
  type: AuditEventType | null
  /** A member's id. */
  person: string | null
  caseNumber: number | null
  /** Days in UTC, `YYYY-MM-DD`; both inclusive. */
  from: string | null
  to: string | null
  /** Only entries older than this one's id. */
  before: number | null
  /** Only entries newer than this one's id. */
  after: number | null
}

type NounOf<Type> = Type extends `${infer Noun}.${string}` ? Noun : never

/** Under which heading the events of a noun are offered; an event of a new noun does not compile without one. */
const headings: Record<NounOf<AuditEventType>, string> = {
  case: 'Cases',
  batch: 'Cases',
  upload: 'Cases',
  detection: 'Analyses',
  source: 'Analyses',
  intelligence: 'Reports and questions',
  question: 'Reports and questions',
  feedback: 'Feedback',
  callback: 'Callbacks',
  callback_secret: 'Callbacks',
  detector: 'Detector',
  team: 'Team and sign-in',
  member: 'Team and sign-in',
  key: 'API keys',
}

/** Every kind of event there is, under its heading. */
export function eventGroups(): { label: string; types: AuditEventType[] }[] {
  const types = Object.keys(eventNames) as AuditEventType[]
  const headingOf = (type: AuditEventType) => headings[type.split('.')[0] as NounOf<AuditEventType>]
  return [...new Set(Object.values(headings))].map((label) => ({
    label,
    types: types.filter((type) => headingOf(type) === label),
  }))
}

type Query = Record<string, string | string[] | undefined>

/** Reads the filter out of the address; what cannot be meant is left out. */
export function readTrailFilter(query: Query): TrailFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  const type = text('type')
  const person = text('person')
  return {
    type: Object.hasOwn(eventNames, type) ? (type as AuditEventType) : null,
    person: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(person) ? person : null,
    caseNumber: naturalNumber(text('case').replace(/^#/, ''), 2 ** 31 - 1),
    from: day(text('from')),
    to: day(text('to')),
    before: naturalNumber(text('before'), Number.MAX_SAFE_INTEGER),
    after: naturalNumber(text('after'), Number.MAX_SAFE_INTEGER),
  }
}

/** The address of the trail with the filter, beginning with `/audit`. */
export function trailAddress(filter: TrailFilter): string {
  const query = new URLSearchParams()
  if (filter.type) query.set('type', filter.type)
  if (filter.person) query.set('person', filter.person)
  if (filter.caseNumber) query.set('case', String(filter.caseNumber))
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.before) query.set('before', String(filter.before))
  if (filter.after) query.set('after', String(filter.after))
  const text = query.toString()
  return text ? `/audit?${text}` : '/audit'
}

/** Whether anything narrows the trail; its page does not count. */
export function isNarrowed({ type, person, caseNumber, from, to }: TrailFilter): boolean {
  return Boolean(type ?? person ?? caseNumber ?? from ?? to)
}

/** The period as instants: from the first day's start to the end of the last. */
export function periodOf({ from, to }: TrailFilter): { since: Date | null; until: Date | null } {
  const start = (text: string) => new Date(`${text}T00:00:00.000Z`)
  return {
    since: from ? start(from) : null,
    until: to ? new Date(start(to).getTime() + 24 * 3600 * 1000) : null,
  }
}

function naturalNumber(text: string, most: number): number | null {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0
  return value > 0 && value <= most ? value : null
}

function day(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = new Date(`${text}T00:00:00.000Z`)
  // Rolls over for the 31st of February, which is then not the same text.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}
