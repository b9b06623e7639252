import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { CaseWorkbench } from '@/components/case/case-workbench'
import { listedPart, parseQueueFilter, type SearchParams } from '@/components/queue/queue-filter'
import { caseHref, queueHref, searchOf } from '@/components/queue/queue-places'
import { actsFor } from '@/components/retention/case-acts'
import type { ViewedRetention } from '@/components/retention/retention-panel'
import { FlaggedMedia } from '@/components/wellbeing/flagged'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { recordLook } from '@/lib/audit/record-look'
import { readCasePage } from '@/lib/cases/read-case-page'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'
import { mediaWithheld } from '@/lib/evidence/bundle-media'
import { isOwnRequest } from '@/lib/http/own-request'
import { readMentions } from '@/lib/notes/read-mentions'
import { listQueues } from '@/lib/queues/list-queues'
import { type CaseRetention, readCaseRetention } from '@/lib/retention/read-case-retention'
import { listKnownMedia } from '@/lib/sources/list-known-media'
import { listSources } from '@/lib/sources/list-sources'
import { PlayStrip } from '../../queue/play-strip'
import {
  answerErasureAction,
  endHoldAction,
  orderPurgeAction,
  requestErasureAction,
  setHoldAction,
} from '../../retention/actions'
import * as actions from './actions'

interface CasePageProps {
  params: Promise<{ number: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: CasePageProps): Promise<Metadata> {
  const number = parseNumber((await params).number)
  return { title: number === null ? 'Case not found' : `Case ${number}` }
}

export default async function CasePage({ params, searchParams }: CasePageProps) {
  const given = (await params).number
  const query = await searchParams
  const filter = parseQueueFilter(query)
  const runId = runIdOf(query.run)
  const member = await requireMember(runHref(given, searchOf(filter), runId))
  const number = parseNumber(given)
  if (number === null) notFound()
  const found = await readOrNull(member, number)
  if (!found) notFound()
  const { detail, rail, withheld } = found
  const retention = await readCaseRetention(member, { number })
  const again = isOwnRequest(await headers(), `/cases/${given}`)
  await recordLook(member, { type: 'case.viewed', caseId: detail.case.id }, { again })
  if (rail.unreadMentions > 0 && !withheld) await readMentions(member, { caseId: detail.case.id })
  const neighbours = await readNeighbours(member, { ...listedPart(filter), number })
  const moveTo = rail.may.move ? await listQueues(member, {}) : []
  const ofCase = { caseId: detail.case.id }
  const [sources, known] = withheld
    ? [null, null]
    : await Promise.all([listSources(member, ofCase), listKnownMedia(member, ofCase)])
  return (
    <FlaggedMedia flagged={detail.flagged}>
      <PlayStrip member={member} filter={filter} found={detail.case} />
      <CaseWorkbench
        detail={detail}
        rail={rail}
        withheld={withheld}
        runId={runId}
        memberId={member.memberId}
        mayAsk={!withheld && may(member, 'question.ask') && may(member, 'intelligence.request')}
        mayClaim={may(member, 'case.claim')}
        mayRetry={may(member, 'detection.retry')}
        moveTo={moveTo.map(({ id, name }) => ({ queueId: id, name }))}
        exports={
          !withheld && may(member, 'audit.export')
            ? {
                mediaWithheld: mediaWithheld(detail.case, detail.copies),
                receiptHref: detail.case.retention === 'purged' ? `/retention/${number}` : null,
              }
            : null
        }
        retention={viewedRetention(member, number, retention)}
        sources={sources}
        known={known}
        mayNote={may(member, 'case.note')}
        now={now()}
        places={{
          search: searchOf({ ...filter, after: null }),
          queue: queueHref({ ...filter, after: null }),
          previous: neighbours.previous === null ? null : caseHref(neighbours.previous, filter),
          next: neighbours.next === null ? null : caseHref(neighbours.next, filter),
          runs: Object.fromEntries(
            detail.detections.map(({ id }) => [id, runHref(given, searchOf({ ...filter, after: null }), id)]),
          ),
        }}
        actions={{
          decide: actions.decideAction,
          undo: actions.undoAction,
          claim: actions.claimAction,
          release: actions.releaseAction,
          extend: actions.extendAction,
          skip: actions.skipAction,
          escalate: actions.escalateAction,
          giveBack: actions.giveBackAction,
          move: actions.moveAction,
          waive: actions.waiveAction,
          close: actions.closeAction,
          askReview: actions.askReviewAction,
          appeal: actions.appealAction,
          withdraw: actions.withdrawAction,
          judgeFirst: actions.judgeFirstAction,
          note: actions.noteAction,
          removeNote: actions.removeNoteAction,
          pin: actions.pinAction,
          removeExhibit: actions.removeExhibitAction,
          judgeSource: actions.judgeSourceAction,
          judgeMatch: actions.judgeMatchAction,
          retry: actions.retryAction,
          report: actions.reportAction,
          ask: actions.askAction,
        }}
      />
    </FlaggedMedia>
  )
}

/** What the reader may see of, and do about, the end of the case's media. */
function viewedRetention(member: Member, number: number, detail: CaseRetention): ViewedRetention {
  const { receipt, required, request } = detail
  const toldOf = receipt !== null || required > 0
  return {
    detail,
    offered: actsFor(detail, {
      purge: may(member, 'retention.purge'),
      erase: may(member, 'retention.erase'),
      hold: may(member, 'retention.hold'),
    }),
    mayAnswer: may(member, 'retention.erase') && request !== null && request.requestedBy !== member.memberId,
    receiptHref: toldOf && may(member, 'retention.read') ? `/retention/${number}` : null,
    actions: {
      purge: orderPurgeAction,
      erase: requestErasureAction,
      answer: answerErasureAction,
      hold: setHoldAction,
      endHold: endHoldAction,
    },
  }
}

/** A case number as the address spells it; null for anything that cannot be one. */
function parseNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

/** The run that the address asks for; null for anything that cannot be one. */
function runIdOf(given: SearchParams[string]): string | null {
  return typeof given === 'string' &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(given)
    ? given
    : null
}

/** A case's address that shows one run's evidence, in the part of the queue it was reached from. */
function runHref(number: string, search: string, runId: string | null): string {
  if (runId === null) return `/cases/${number}${search}`
  return `/cases/${number}${search}${search ? '&' : '?'}run=${runId}`
}

async function readOrNull(member: Member, number: number) {
  try {
    return await readCasePage(member, { number })
  } catch (error) {
    if (error instanceof DocketError && error.code === 'not_found') return null
    throw error
  }
}
