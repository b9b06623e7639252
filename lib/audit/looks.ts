import type { AuditEventType } from './events'

/** Events of somebody looking at something: many, and nothing changed by them. */
export const lookTypes = [
  'case.viewed',
  'media.viewed',
  'media.played',
  'media.downloaded',
  'media.unblurred',
] as const satisfies AuditEventType[]

export type LookType = (typeof lookTypes)[number]

/** Whether an event is a look. */
export function isLook(type: AuditEventType): type is LookType {
  return (lookTypes as readonly AuditEventType[]).includes(type)
}
