import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { cases, decisions } from '@/drizzle/schema/cases'
import { detections, evidence } from '@/drizzle/schema/detections'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import { queues } from '@/drizzle/schema/queues'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { members } from '@/drizzle/schema/teams'
import { may } from '@/lib/access/permissions'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { isMarked } from '@/lib/detect/marker'
import { notFound } from '@/lib/errors'
import { unredactRun } from '@/lib/retention/sealed-analysis'
import { type Secrets, secretsFor, textOf, unredactQuestion } from '@/lib/retention/unredact-case'
import { collectFeedback } from './collect-feedback'
import { readTimeline } from './read-timeline'

/** Everything the case page shows. Throws `not_found` for an unknown number and for another team's alike. */
export const readCase = query({
  permission: 'case.read',
  input: z.object({ number: z.number().int().positive() }),
  async run(tx, { number }, actor) {
    const [found] = await tx
      .select({ case: cases, claimedByName: members.name, queueName: queues.name, flagged: queues.blur })
      .from(cases)
      .leftJoin(members, eq(members.id, cases.claimedBy))
      .leftJoin(queues, and(eq(queues.teamId, cases.teamId), eq(queues.id, cases.queueId)))
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.number, number)))
    if (!found) throw notFound(`Case ${number}`)
    const caseId = found.case.id
    const ofCase = { teamId: actor.teamId, caseId }
    const secrets = await secretsFor(tx, actor, found.case)
    return {
      case: {
        ...found.case,
        title: textOf(secrets, 'title') ?? found.case.title,
        sourceUrl: textOf(secrets, 'source_url') ?? found.case.sourceUrl,
      },
      claimedByName: found.claimedByName,
      queueName: found.queueName,
      /** Its queue's media is blurred until somebody asks to see it. */
      flagged: found.flagged === true,
      submittedBy: await submitterName(tx, found.case),
      copies: await readCopies(tx, ofCase, secrets),
      detections: await readDetections(tx, { found: found.case, secrets }, may(actor, 'detector.manage')),
      decisions: await readDecisions(tx, ofCase),
      timeline: await readTimeline(tx, ofCase),
    }
  },
})

export type CaseDetail = Awaited<ReturnType<typeof readCase>>
export type CaseDetection = CaseDetail['detections'][number]
export type CaseQuestion = CaseDetection['questions'][number]
export type CaseEvidence = CaseDetection['evidence'][number]
export type CaseCopy = CaseDetail['copies'][number]
export type TimelineEntry = CaseDetail['timeline'][number]

type CaseRow = typeof cases.$inferSelect

interface OfCase {
  teamId: string
  caseId: string
}

// Without the key that reads its bytes, which no page needs.
const { fileKey: _fileKey, ...shownOfCopies } = getTableColumns(media)

async function readCopies(tx: Transaction, { teamId, caseId }: OfCase, secrets: Secrets) {
  const copies = await tx
    .select(shownOfCopies)
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId)))
  return copies.map((copy) => {
    if (copy.copy !== 'original' || copy.deletedAt) return copy
    const filename = textOf(secrets, 'title') ?? copy.filename
    return { ...copy, filename, sha256: textOf(secrets, 'sha256') ?? copy.sha256 }
  })
}

/** The case's runs, newest first and the deciding one before its second opinion, each with its evidence in the order to show. */
async function readDetections(
  tx: Transaction,
  { found: ofCase, secrets }: { found: CaseRow; secrets: Secrets },
  forAdmin: boolean,
) {
  const { teamId, id: caseId } = ofCase
  const runs = await tx
    .select()
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId)))
    .orderBy(desc(detections.createdAt), asc(detections.secondOpinion))
  const pieces = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.teamId, teamId), eq(evidence.caseId, caseId)))
    .orderBy(asc(evidence.position))
  const runIds = runs.map(({ id }) => id)
  const elsewhere = await readRemoteRuns(tx, teamId, runIds)
  const words = await readWords(tx, teamId, runIds)
  const said = await collectFeedback(tx, teamId, runIds)
  return runs.map((run) => ({
    ...run,
    ...unredactRun(secrets, run.id, {
      result: run.result,
      evidence: pieces.filter((piece) => piece.detectionId === run.id),
    }),
    remote: remoteOf(elsewhere, { runId: run.id, ofCase, forAdmin }),
    intelligence: words.reports.find((report) => report.detectionId === run.id) ?? null,
    questions: words.asked
      .filter((question) => question.detectionId === run.id)
      .map((question) => unredactQuestion(secrets, question)),
    feedback: said
      .filter(({ detectionId }) => detectionId === run.id)
      .map((one) => ({ ...one, comment: textOf(secrets, `comment:${one.id}`) ?? one.comment })),
  }))
}

type RemoteRun = Awaited<ReturnType<typeof readRemoteRuns>>[number]

/** Where those of these runs that another API runs stand there. */
function readRemoteRuns(tx: Transaction, teamId: string, runIds: string[]) {
  const { detectionId, state, apiHost, sentAt, trouble, troubleForAdmin, marker, reply } = remoteRuns
  return tx
    .select({
      told: { detectionId, state, apiHost, sentAt, trouble, troubleForAdmin },
      marker,
      hasReply: sql<boolean>`${reply} is not null`,
      filename: sql<string | null>`${reply}->>'filename'`,
    })
    .from(remoteRuns)
    .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, runIds)))
}

/** One run's part; what is said to admins only they get. */
function remoteOf(
  elsewhere: RemoteRun[],
  { runId, ofCase, forAdmin }: { runId: string; ofCase: CaseRow; forAdmin: boolean },
) {
  const found = elsewhere.find(({ told }) => told.detectionId === runId)
  if (!found) return null
  const { told, marker, hasReply, filename } = found
  return {
    ...told,
    troubleForAdmin: forAdmin ? told.troubleForAdmin : null,
    /** Whether the API was given the media's address alone: a file of ours would carry its marker there. */
    fetchedItself: ofCase.sourceUrl !== null && !ofCase.zeroRetention && hasReply && !isMarked(filename, marker),
  }
}

/** The latest questions of a case that are read. */
const mostQuestions = 100

/** The reports in words on these runs, and what was asked about them, newest first. */
async function readWords(tx: Transaction, teamId: string, runIds: string[]) {
  const reports = await tx
    .select()
    .from(intelligences)
    .where(and(eq(intelligences.teamId, teamId), inArray(intelligences.detectionId, runIds)))
  const asked = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.teamId, teamId), inArray(questions.detectionId, runIds)))
    .orderBy(desc(questions.createdAt), desc(questions.id))
    .limit(mostQuestions)
  return { reports, asked }
}

function readDecisions(tx: Transaction, { teamId, caseId }: OfCase) {
  return tx
    .select({
      id: decisions.id,
      finding: decisions.finding,
      reason: decisions.reason,
      createdAt: decisions.createdAt,
      /** Until when it can be taken back; null: it was made before there was a window. */
      effectiveAt: decisions.effectiveAt,
      undoneAt: decisions.undoneAt,
      decidedBy: decisions.decidedBy,
      decidedByName: members.name,
    })
    .from(decisions)
    .leftJoin(members, eq(members.id, decisions.decidedBy))
    .where(and(eq(decisions.teamId, teamId), eq(decisions.caseId, caseId)))
    .orderBy(desc(decisions.createdAt))
}

/** A person's or key's name; null for the operator and for people who have left. */
async function submitterName(tx: Transaction, found: CaseRow): Promise<string | null> {
  if (!found.submittedById) return null
  if (found.submittedByKind === 'api-key') {
    const [key] = await tx
      .select({ name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.teamId, found.teamId), eq(apiKeys.id, found.submittedById)))
    return key?.name ?? null
  }
  const [member] = await tx.select({ name: members.name }).from(members).where(eq(members.id, found.submittedById))
  return member?.name ?? null
}
