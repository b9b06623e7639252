'use server'

import type { CaseActions } from '@/components/case/case-actions'
import { claimCase } from '@/lib/cases/claim-case'
import { closeCase } from '@/lib/cases/close-case'
import { decideCase } from '@/lib/cases/decide-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { extendClaim } from '@/lib/cases/extend-claim'
import { judgeFirst } from '@/lib/cases/judge-first'
import { releaseCase } from '@/lib/cases/release-case'
import { returnCase } from '@/lib/cases/return-case'
import { skipCase } from '@/lib/cases/skip-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { waiveAnalysis } from '@/lib/cases/waive-analysis'
import { askQuestion } from '@/lib/detect/ask-question'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { retryDetection } from '@/lib/detect/retry-detection'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { removeExhibit } from '@/lib/exhibits/remove-exhibit'
import { memberAction } from '@/lib/http/server-action'
import { judgeMatch } from '@/lib/known/judge-match'
import { removeNote } from '@/lib/notes/remove-note'
import { writeNote } from '@/lib/notes/write-note'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { appealCase } from '@/lib/reviews/appeal-case'
import { askReview } from '@/lib/reviews/ask-review'
import { withdrawReview } from '@/lib/reviews/withdraw-review'
import { judgeSource } from '@/lib/sources/judge-source'
import { nextInPlace } from '../../queue/next-case'

type Given<Name extends keyof CaseActions> = Parameters<CaseActions[Name]>[0]

/** Decides the case and says which one to decide next. */
export const decideAction = memberAction(async (member, { number, goOn, place, ...given }: Given<'decide'>) => {
  const made = await decideCase(member, given)
  return { ...made, ...(goOn ? await nextInPlace(member, number, place) : { next: null, why: null }) }
})

/** Passes the case over and says which one to decide next. */
export const skipAction = memberAction(async (member, { number, place, caseId, reason }: Given<'skip'>) => {
  await skipCase(member, { caseId, reason })
  return { next: (await nextInPlace(member, number, place)).next }
})

/** Takes one's own decision back. */
export const undoAction = memberAction((member, input: Given<'undo'>) => undoDecision(member, input))

/** Takes the case. */
export const claimAction = memberAction((member, input: Given<'claim'>) => claimCase(member, input))

/** Gives the case back. */
export const releaseAction = memberAction((member, input: Given<'release'>) => releaseCase(member, input))

/** Keeps the case for as long again. */
export const extendAction = memberAction((member, input: Given<'extend'>) => extendClaim(member, input))

/** Hands the case up. */
export const escalateAction = memberAction((member, input: Given<'escalate'>) => escalateCase(member, input))

/** Sends the case back, or to a colleague. */
export const giveBackAction = memberAction((member, input: Given<'giveBack'>) => returnCase(member, input))

/** Moves the case to a queue, or back to where the rules send it. */
export const moveAction = memberAction((member, input: Given<'move'>) => moveToQueue(member, input))

/** Lets the case be decided though its analysis failed. */
export const waiveAction = memberAction((member, input: Given<'waive'>) => waiveAnalysis(member, input))

/** Closes the case without a decision. */
export const closeAction = memberAction((member, input: Given<'close'>) => closeCase(member, input))

/** Asks somebody else to look at the decision again. */
export const askReviewAction = memberAction((member, input: Given<'askReview'>) => askReview(member, input))

/** Reopens the case because its decision is contested. */
export const appealAction = memberAction((member, input: Given<'appeal'>) => appealCase(member, input))

/** Calls a second look or an appeal off. */
export const withdrawAction = memberAction((member, input: Given<'withdraw'>) => withdrawReview(member, input))

/** Keeps what the person thinks before they see the score. */
export const judgeFirstAction = memberAction((member, input: Given<'judgeFirst'>) => judgeFirst(member, input))

/** Writes a note. */
export const noteAction = memberAction((member, input: Given<'note'>) => writeNote(member, input))

/** Removes a note. */
export const removeNoteAction = memberAction((member, input: Given<'removeNote'>) => removeNote(member, input))

/** Pins a place in the media as an exhibit. */
export const pinAction = memberAction((member, input: Given<'pin'>) => pinExhibit(member, input))

/** Removes an exhibit that no decision cites. */
export const removeExhibitAction = memberAction((member, input: Given<'removeExhibit'>) => removeExhibit(member, input))

/** Says what a place is where the media was found, or takes that back. */
export const judgeSourceAction = memberAction((member, input: Given<'judgeSource'>) => judgeSource(member, input))

/** Says whether a match with known media is the same media, or takes that back. */
export const judgeMatchAction = memberAction((member, input: Given<'judgeMatch'>) => judgeMatch(member, input))

/** Runs a failed analysis again. */
export const retryAction = memberAction((member, input: Given<'retry'>) => retryDetection(member, input))

/** Asks for a report in words on one of the case's runs. */
export const reportAction = memberAction((member, { detectionId }: Given<'report'>) =>
  requestIntelligence(member, { detectionId }),
)

/** Asks a question about one of the case's runs. */
export const askAction = memberAction(async (member, { detectionId, query }: Given<'ask'>) => {
  const { id } = await askQuestion(member, { uuid: detectionId, query })
  return { questionId: id }
})
