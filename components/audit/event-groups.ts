import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'
import { isLook } from '@/lib/audit/looks'

type NounOf<Type> = Type extends `${infer Noun}.${string}` ? Noun : never

/** Under which heading the events of a noun are offered; an event of a new noun does not compile without one. */
const headings: Record<NounOf<AuditEventType>, string> = {
  case: 'Cases',
  exhibit: 'Cases',
  review: 'Cases',
  batch: 'Cases',
  upload: 'Cases',
  media: 'Looks',
  detection: 'Analyses',
  source: 'Analyses',
  known_media: 'Known media',
  known_list: 'Lists of known media',
  intelligence: 'Reports and questions',
  question: 'Reports and questions',
  feedback: 'Feedback',
  erasure: 'Retention',
  retention: 'Retention',
  bundle: 'Exports',
  statement: 'Exports',
  receipt: 'Exports',
  insights: 'Exports',
  trail: 'Trail',
  view: 'Trail',
  callback: 'Callbacks',
  callback_secret: 'Callbacks',
  webhook: 'Webhooks',
  queue: 'Queues and policies',
  routing: 'Queues and policies',
  policy: 'Queues and policies',
  desk: 'Queues and policies',
  preferences: 'Team and sign-in',
  detector: 'Detector',
  store: 'Media store',
  team: 'Team and sign-in',
  member: 'Team and sign-in',
  key: 'API keys',
}

/** What tells of retention though it happens to a case. */
const retention: AuditEventType[] = [
  'case.purge_asked',
  'case.purged',
  'case.purge_failed',
  'case.key_lost',
  'case.held',
  'case.hold_ended',
]

function headingOf(type: AuditEventType): string {
  if (isLook(type)) return headings.media
  return retention.includes(type) ? headings.retention : headings[type.split('.')[0] as NounOf<AuditEventType>]
}

/** Every kind of event there is, under its heading. */
export function eventGroups(): { label: string; types: AuditEventType[] }[] {
  const types = Object.keys(eventNames) as AuditEventType[]
  return [...new Set(Object.values(headings))].map((label) => ({
    label,
    types: types.filter((type) => headingOf(type) === label),
  }))
}
