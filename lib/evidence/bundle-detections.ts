import { and, asc, eq, inArray } from 'drizzle-orm'
import { detections, evidence } from '@/drizzle/schema/detections'
import { feedback } from '@/drizzle/schema/feedback'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { isDetectorsReport } from '@/lib/detect/report-author'
import { bannerOf } from '@/lib/engine/banner'
import { type BundleFile, jsonFile } from './bundle-file'
import type { People } from './people'

/**
 * Every run of a detector on the case: what was asked, what it measured and answered, and where another API ran it, that
 * API's own reply. Under zero retention the rows hold what outlives the media, and so does this.
 */
export async function detectionFiles(tx: Transaction, found: CaseRow, people: People): Promise<BundleFile[]> {
  const { teamId } = found
  const runs = await tx
    .select()
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.caseId, found.id)))
    .orderBy(asc(detections.createdAt), asc(detections.id))
  const ids = runs.map(({ id }) => id)
  const pieces = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.teamId, teamId), eq(evidence.caseId, found.id)))
    .orderBy(asc(evidence.position))
  const elsewhere = await tx
    .select()
    .from(remoteRuns)
    .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, ids)))
  const said = await readWords(tx, teamId, runs, people)
  return runs.flatMap((run) => {
    const folder = `detections/${run.id}`
    const remote = elsewhere.find(({ detectionId }) => detectionId === run.id)
    const words = said.filter(({ of }) => of === run.id)
    const found = pieces.filter(({ detectionId }) => detectionId === run.id)
    return [
      jsonFile(`${folder}/detection.json`, {
        id: run.id,
        detector: run.detector,
        secondOpinion: run.secondOpinion,
        status: run.status,
        label: run.label,
        score: run.score,
        parameters: run.parameters,
        errorMessage: run.errorMessage,
        // A label and a number alone would be read as more than they are.
        ...(run.detector === 'builtin' && run.result && { banner: bannerOf(found) }),
        createdAt: run.createdAt,
        completedAt: run.completedAt,
        deletedOverTheApiAt: run.deletedAt,
        ...(remote && {
          elsewhere: { host: remote.apiHost, uuid: remote.remoteUuid, sentAt: remote.sentAt, askedAt: remote.askedAt },
        }),
      }),
      ...(run.result ? [jsonFile(`${folder}/result.json`, run.result)] : []),
      jsonFile(
        `${folder}/evidence.json`,
        found.map(({ teamId: _team, caseId: _case, detectionId: _detection, ...piece }) => piece),
      ),
      ...(remote?.reply ? [jsonFile(`${folder}/reply.json`, remote.reply)] : []),
      ...(words.length > 0
        ? [
            jsonFile(
              `${folder}/words.json`,
              words.map(({ of: _of, ...word }) => word),
            ),
          ]
        : []),
    ]
  })
}

/** Reports, questions and feedback on these runs. */
async function readWords(tx: Transaction, teamId: string, runs: (typeof detections.$inferSelect)[], people: People) {
  const ids = runs.map(({ id }) => id)
  const reports = await tx
    .select()
    .from(intelligences)
    .where(and(eq(intelligences.teamId, teamId), inArray(intelligences.detectionId, ids)))
  const asked = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.teamId, teamId), inArray(questions.detectionId, ids)))
    .orderBy(asc(questions.createdAt))
  const judged = await tx
    .select()
    .from(feedback)
    .where(and(eq(feedback.teamId, teamId), inArray(feedback.detectionId, ids)))
    .orderBy(asc(feedback.createdAt))
  return [
    ...reports.map(({ detectionId, status, description, errorMessage, createdAt, updatedAt }) => {
      const run = runs.find(({ id }) => id === detectionId)
      const isElsewhere = run !== undefined && isDetectorsReport(run, { status, updatedAt })
      const writtenBy = isElsewhere ? 'detector' : 'docket'
      return {
        of: detectionId,
        report: { ...(status === 'completed' && { writtenBy }), status, description, errorMessage, createdAt },
      }
    }),
    ...asked.map(({ detectionId, askedByKind, askedById, query, status, answer, createdAt }) => ({
      of: detectionId,
      question: { askedBy: people.name(askedByKind, askedById), query, status, answer, createdAt },
    })),
    ...judged.map(({ detectionId, givenByKind, givenById, type, comment, createdAt }) => ({
      of: detectionId,
      feedback: { givenBy: people.name(givenByKind, givenById), type, comment, createdAt },
    })),
  ]
}
