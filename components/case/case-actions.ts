import type { Finding } from '@/lib/audit/events'
import type { ActionResult } from '@/lib/http/server-action'

/** What the case page lets a person do, handed down from its actions. */
export interface CaseActions {
  /** `next`: the number of the next case to decide, or null when there is none. */
  decide(input: {
    caseId: string
    number: number
    finding: Finding
    reason: string
    /** The part of the queue to stay in, as the address says it. */
    place: string
  }): Promise<ActionResult<{ decisionId: string; next: number | null }>>
  undo(input: { caseId: string; decisionId: string }): Promise<ActionResult<unknown>>
  claim(input: { caseId: string }): Promise<ActionResult<unknown>>
  release(input: { caseId: string }): Promise<ActionResult<unknown>>
  retry(input: { caseId: string }): Promise<ActionResult<unknown>>
  /** Asks for a report in words. */
  report(input: { detectionId: string }): Promise<ActionResult<unknown>>
  ask(input: { detectionId: string; query: string }): Promise<ActionResult<unknown>>
}

/** The answer where the server could not be asked at all. */
export const unreachable = {
  ok: false as const,
  message: 'Docket could not be reached. Check the connection and try again; nothing was changed.',
}
