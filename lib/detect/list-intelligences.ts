import { and, count, desc, eq, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { isShown } from './shown-detections'

/** A page of the team's reports, newest first, and how many there are; those on deleted detections are gone. */
export const listIntelligences = query({
  permission: 'case.read',
  input: z.object({ page: z.number(), pageSize: z.number() }),
  async run(tx, { page, pageSize }, { teamId }) {
    const [counted] = await tx
      .select({ total: count() })
      .from(intelligences)
      .innerJoin(detections, itsDetection())
      .where(shown(teamId))
    const records = await select(tx, shown(teamId))
      .orderBy(desc(intelligences.createdAt), desc(intelligences.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { total: counted?.total ?? 0, records }
  },
})

/** One report by its uuid. Throws `not_found` ("Intelligence not found"), also for another team's. */
export const readIntelligence = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, { teamId }) {
    const id = detectionId(uuid)
    const [record] = id === null ? [] : await select(tx, and(shown(teamId), eq(intelligences.id, id)))
    if (!record) throw notFound('Intelligence')
    return record
  },
})

function select(tx: Transaction, where: SQL | undefined) {
  return tx
    .select({
      id: intelligences.id,
      detectionId: intelligences.detectionId,
      status: intelligences.status,
      description: intelligences.description,
      errorMessage: intelligences.errorMessage,
      createdAt: intelligences.createdAt,
      mediaType: cases.mediaType,
    })
    .from(intelligences)
    .innerJoin(detections, itsDetection())
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .where(where)
    .$dynamic()
}

function itsDetection(): SQL | undefined {
  return and(eq(detections.teamId, intelligences.teamId), eq(detections.id, intelligences.detectionId))
}

function shown(teamId: string): SQL | undefined {
  return and(eq(intelligences.teamId, teamId), isShown())
}
