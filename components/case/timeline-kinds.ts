import type { AuditEventType } from '@/lib/audit/events'

/** What entries of a case's timeline are about, in the order in which they are offered. */
export const timelineKinds = {
  decisions: 'Decisions',
  notes: 'Notes and exhibits',
  analyses: 'Runs',
  handling: 'Handling',
  retention: 'Retention',
  sent: 'Handed out',
  looks: 'Looks',
} as const satisfies Record<string, string>

export type TimelineKind = keyof typeof timelineKinds
export const kindNames = Object.keys(timelineKinds) as TimelineKind[]

type NounOf<Type> = Type extends `${infer Noun}.${string}` ? Noun : never

/** By the noun of an event; one of a new noun does not compile without a kind. */
const ofNoun: Record<NounOf<AuditEventType>, TimelineKind> = {
  case: 'handling',
  batch: 'handling',
  upload: 'handling',
  queue: 'handling',
  routing: 'handling',
  desk: 'handling',
  preferences: 'handling',
  detector: 'handling',
  store: 'handling',
  team: 'handling',
  member: 'handling',
  key: 'handling',
  policy: 'decisions',
  review: 'decisions',
  feedback: 'decisions',
  exhibit: 'notes',
  source: 'notes',
  known_media: 'notes',
  known_list: 'handling',
  detection: 'analyses',
  intelligence: 'analyses',
  question: 'analyses',
  erasure: 'retention',
  retention: 'retention',
  bundle: 'sent',
  statement: 'sent',
  receipt: 'sent',
  insights: 'sent',
  trail: 'sent',
  view: 'sent',
  callback: 'sent',
  callback_secret: 'sent',
  webhook: 'sent',
  media: 'looks',
}

/** Events of a case that are not its handling. */
const ofType: Partial<Record<AuditEventType, TimelineKind>> = {
  'case.decided': 'decisions',
  'case.decision_undone': 'decisions',
  'case.judged_first': 'decisions',
  'case.analysis_waived': 'decisions',
  'case.closed': 'decisions',
  'case.escalated': 'decisions',
  'case.returned': 'decisions',
  'case.noted': 'notes',
  'case.note_removed': 'notes',
  'case.viewed': 'looks',
  'case.withdrawn': 'retention',
  'case.purge_asked': 'retention',
  'case.purged': 'retention',
  'case.purge_failed': 'retention',
  'case.key_lost': 'retention',
  'case.held': 'retention',
  'case.hold_ended': 'retention',
  'source.traced': 'analyses',
}

/** What an entry is about. One of a kind that a later version wrote counts as handling. */
export function kindOf(type: AuditEventType): TimelineKind {
  return ofType[type] ?? ofNoun[type.split('.')[0] as NounOf<AuditEventType>] ?? 'handling'
}
