import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { command } from '@/lib/db/command'
import { runJob } from '@/lib/detect/run-jobs'
import { DocketError } from '@/lib/errors'
import { keptFileKey } from '@/lib/media/file-key'
import { extensionOf } from '@/lib/media/formats'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { readCaseKey } from '@/lib/retention/case-key'
import { sealForCase } from '@/lib/retention/case-secrets'
import { lockCase } from './move-case'
import { StoredFileInput } from './stored-file'

/**
 * Gives a case the media that was fetched from its URL, or looked at where a browser had sent it, and starts its runs. Throws
 * `conflict` when the case has media already (the job ran twice) or is no longer being analysed; the stored file is then the
 * caller's to drop.
 */
export const storeFetchedMedia = command({
  permission: 'detection.run',
  input: z.object({ caseId: z.uuid(), detectionId: z.uuid(), file: StoredFileInput }),
  async run(tx, { caseId, detectionId, file }, actor) {
    // The run before the case, as everybody does who locks both.
    const [run] = await tx
      .select({ status: detections.status })
      .from(detections)
      .where(and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId)))
      .for('update')
    const found = await lockCase(tx, actor, caseId)
    const [present] = await tx
      .select({ id: media.id, sha256: media.sha256, deletedAt: media.deletedAt })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
    // A fetch that was given up and tried again by a person belongs to a run that has ended.
    const awaited = present?.id === file.id && present.sha256 === '' && present.deletedAt === null
    if ((present && !awaited) || found.state !== 'analysing' || run?.status !== 'processing') {
      throw new DocketError('conflict', `Case ${found.number} needs no media any more.`)
    }
    const caseKey = found.zeroRetention ? await readCaseKey(tx, { teamId: actor.teamId, caseId }) : null
    if (found.zeroRetention && caseKey === null)
      throw new DocketError('conflict', `The key of case ${found.number} is gone.`)
    const fileKey = keptFileKey(file, caseKey)
    // The kind is known only now where the URL does not end in it. Neither name nor plain hash under zero retention.
    const title = found.zeroRetention ? found.title.replace(/\.bin$/, `.${extensionOf(file.filename)}`) : found.title
    const filename = found.zeroRetention ? title : file.filename
    const kept = found.zeroRetention ? keyedDigest(actor.teamId, file.sha256) : file.sha256
    const row = { ...file, filename, sha256: kept, fileKey, teamId: actor.teamId, caseId, copy: 'original' as const }
    if (found.zeroRetention) await sealForCase(tx, { teamId: actor.teamId, caseId }, { sha256: file.sha256 })
    if (awaited)
      await tx
        .update(media)
        .set(row)
        .where(and(eq(media.teamId, actor.teamId), eq(media.id, file.id)))
    else await tx.insert(media).values(row)
    await tx
      .update(cases)
      .set({
        title,
        mediaType: file.mediaType,
        updatedAt: sql`now()`,
      })
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    const { mediaType, sha256 } = file
    const runs = await tx
      .select({ detectionId: detections.id, detector: detections.detector })
      .from(detections)
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId), eq(detections.status, 'processing')),
      )
      .orderBy(asc(detections.secondOpinion))
    return {
      result: { caseId },
      events: [{ type: 'case.media_fetched', caseId, mediaType, sha256: found.zeroRetention ? null : sha256 }],
      jobs: runs.map((run) => runJob({ teamId: actor.teamId, ...run })),
    }
  },
})
