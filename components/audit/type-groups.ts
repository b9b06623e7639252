import { type AuditEventType, eventNames } from '@/lib/audit/events'

/** A part of the list of everything that can happen. */
export interface TypeGroup {
  label: string
  types: AuditEventType[]
}

/** What the beginning of an event's name is filed under. A test holds that every event begins with one of these. */
const labels: Record<string, string> = {
  case: 'Cases',
  detection: 'Analyses',
  source: 'Analyses',
  intelligence: 'Reports and questions',
  question: 'Reports and questions',
  feedback: 'Reports and questions',
  batch: 'Handed in over the API',
  upload: 'Handed in over the API',
  callback: 'Callbacks',
  callback_secret: 'Callbacks',
  detector: 'Detector',
  key: 'API keys',
  team: 'Team and sign-in',
  member: 'Team and sign-in',
}

const otherLabel = 'Other'

/** Every event there is, in groups, in the order in which they are offered. What is filed nowhere is under Other. */
export const typeGroups: TypeGroup[] = [...new Set([...Object.values(labels), otherLabel])]
  .map((label) => ({ label, types: typesUnder(label) }))
  .filter(({ types }) => types.length > 0)

function typesUnder(label: string): AuditEventType[] {
  return (Object.keys(eventNames) as AuditEventType[]).filter((type) => {
    const begin = type.slice(0, type.indexOf('.'))
    return (Object.hasOwn(labels, begin) ? labels[begin] : otherLabel) === label
  })
}
