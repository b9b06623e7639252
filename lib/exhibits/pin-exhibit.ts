import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { exhibits } from '@/drizzle/schema/desk'
import { detections, evidence } from '@/drizzle/schema/detections'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { wordsToKeep } from '@/lib/retention/seal-words'
import { exhibitLabel } from './exhibit-label'

const Share = z.number().min(0).max(1)
const Seconds = z.number().min(0).max(86_400)

const Input = z
  .object({
    caseId: z.uuid(),
    track: z.enum(['picture', 'sound', 'file']),
    detectionId: z.uuid().nullable().default(null),
    /** Seconds from the start of the media; without an end: that moment. */
    startSeconds: Seconds.nullable().default(null),
    endSeconds: Seconds.nullable().default(null),
    /** Shares of the picture's width and height, from the top left. */
    region: z.object({ left: Share, top: Share, width: Share, height: Share }).nullable().default(null),
    evidenceId: z.uuid().nullable().default(null),
    note: z.string().trim().max(1000, 'at most 1,000 characters').default(''),
  })
  .transform((given) => ({ ...given, endSeconds: given.endSeconds ?? given.startSeconds }))
  .refine(({ startSeconds, endSeconds }) => endSeconds === null || startSeconds !== null, {
    path: ['startSeconds'],
    message: 'an end needs a start',
  })
  .refine(({ startSeconds, endSeconds }) => (startSeconds ?? 0) <= (endSeconds ?? 0), {
    path: ['endSeconds'],
    message: 'ends before it starts',
  })
  .refine(({ track, region }) => region === null || track === 'picture', {
    path: ['region'],
    message: 'only a picture has places',
  })

/** The most a case can have, removed ones included. */
const most = 200

/**
 * Pins a place in a case's media, or a piece of its evidence, as grounds for a finding; answers the letter decisions cite it by,
 * which is never given twice. Throws `bad_request` with `fields`, `not_found` for a run or evidence that is not the case's.
 */
export const pinExhibit = command({
  permission: 'case.note',
  input: Input,
  async run(tx, { note, ...given }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person pins exhibits.')
    const { teamId, memberId: createdBy } = actor
    const { caseId } = given
    const found = await lockCase(tx, actor, caseId)
    if (found.withdrawnAt) throw conflict(`Case ${found.number} was deleted over the API. Nothing can be pinned on it.`)
    await assertOfCase(tx, found, given)
    const pinned = await tx.$count(exhibits, and(eq(exhibits.teamId, teamId), eq(exhibits.caseId, caseId)))
    if (pinned >= most) throw conflict(`Case ${found.number} has had ${most} exhibits, which is the most there can be.`)
    const label = exhibitLabel(pinned)
    const exhibitId = crypto.randomUUID()
    const kept = await wordsToKeep(tx, found, `exhibit:${exhibitId}`, note)
    await tx.insert(exhibits).values({ ...given, id: exhibitId, teamId, label, note: kept, createdBy })
    return { result: { exhibitId, label }, events: [{ type: 'exhibit.pinned', caseId, exhibitId, label }] }
  },
})

function conflict(says: string): DocketError {
  return new DocketError('conflict', says)
}

interface Grounds {
  detectionId: string | null
  evidenceId: string | null
}

async function assertOfCase(
  tx: Transaction,
  { teamId, id: caseId }: CaseRow,
  { detectionId, evidenceId }: Grounds,
): Promise<void> {
  if (detectionId !== null) {
    const itself = and(eq(detections.teamId, teamId), eq(detections.id, detectionId), eq(detections.caseId, caseId))
    if ((await tx.$count(detections, itself)) === 0) throw new DocketError('not_found', 'Analysis not found')
  }
  if (evidenceId === null) return
  const itself = and(eq(evidence.teamId, teamId), eq(evidence.id, evidenceId), eq(evidence.caseId, caseId))
  if ((await tx.$count(evidence, itself)) === 0) throw new DocketError('not_found', 'Evidence not found')
}
