import type { Finding, SkipReason } from '@/lib/audit/events'
import type { NextCase } from '@/lib/cases/find-next-case'
import type { ActionResult } from '@/lib/http/server-action'

/** What a decision consists of, as the form has it. */
export interface GivenDecision {
  finding: Finding
  reason: string
  tracks: Partial<Record<'picture' | 'sound', Finding>>
  /** Null: none, where the team has no policy of its own. */
  policyId: string | null
  /** The version that was shown. */
  policyVersion?: number
  action: string | null
  confidence: 'low' | 'medium' | 'high' | null
  /** Letters of exhibits. */
  exhibits: string[]
  secondReview: boolean
}

/** What came of it. */
export interface MadeDecision {
  decisionId: string
  /** Until when it can be taken back. */
  effectiveAt: Date
  /** Somebody else looks before it counts, or it was that look. */
  review: 'asked' | 'upheld' | 'overruled' | null
  /** The number of the next case to decide; null: there is none, or it was not asked for. */
  next: number | null
  why: NextCase['why']
}

/** A place in the media, as the viewers pin it. */
export interface PinnedPlace {
  track: 'picture' | 'sound' | 'file'
  detectionId?: string
  startSeconds?: number
  endSeconds?: number
  /** Shares of the picture's width and height, from the top left. */
  region?: { left: number; top: number; width: number; height: number }
  evidenceId?: string
}

type Act<Input, T = unknown> = (input: Input) => Promise<ActionResult<T>>
interface OfCase {
  caseId: string
}

/** What the case page lets a person do, handed down from its actions. */
export interface CaseActions {
  decide: Act<
    OfCase &
      GivenDecision & {
        number: number
        /** Whether the next case is wanted; in play mode it is taken too. */
        goOn: boolean
        /** The part of the queue to stay in, as the address says it. */
        place: string
      },
    MadeDecision
  >
  undo: Act<OfCase & { decisionId: string }>
  claim: Act<OfCase>
  release: Act<OfCase>
  /** A sign of life from whoever has the case. */
  extend: Act<OfCase, { claimedUntil: Date }>
  skip: Act<OfCase & { number: number; reason: SkipReason; place: string }, { next: number | null }>
  escalate: Act<OfCase & { reason: string }>
  /** Without `to`: to whoever escalated it. */
  giveBack: Act<OfCase & { to?: string; reason: string }>
  /** Null: back to where the rules send it. */
  move: Act<OfCase & { queueId: string | null; reason: string }>
  /** Decide what could not be analysed. */
  waive: Act<OfCase>
  /** End it without a decision. */
  close: Act<OfCase>
  askReview: Act<OfCase & { reason: string }>
  appeal: Act<OfCase & { reason: string }>
  withdraw: Act<{ reviewId: string }>
  judgeFirst: Act<OfCase & { finding: Finding }>
  note: Act<OfCase & { body: string; mentions: string[] }>
  removeNote: Act<{ noteId: string }>
  /** Answers the exhibit's letter. */
  pin: Act<OfCase & PinnedPlace & { note?: string }, { label: string }>
  removeExhibit: Act<{ exhibitId: string }>
  /** Null: what was made of it is taken back. */
  judgeSource: Act<OfCase & { addressHash: string; judgement: 'same' | 'derived' | 'unrelated' | 'original' | null }>
  /** Null: what was made of it is taken back. */
  judgeMatch: Act<OfCase & { knownId: string; judgement: 'same' | 'different' | null; reason?: string }>
  retry: Act<OfCase>
  /** Asks for a report in words. */
  report: Act<{ detectionId: string }>
  ask: Act<{ detectionId: string; query: string }>
}

/** The answer where the server could not be asked at all. */
export const unreachable = {
  ok: false as const,
  message: 'Docket could not be reached. Check the connection and try again; nothing was changed.',
}
