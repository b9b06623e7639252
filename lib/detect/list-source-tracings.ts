import { and, count, desc, eq, getTableColumns, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { sourceTracings } from '@/drizzle/schema/intelligences'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { isShown } from './shown-detections'

/** A page of the team's source tracings, newest first, and how many there are; those of deleted detections are gone. */
export const listSourceTracings = query({
  permission: 'case.read',
  input: z.object({ page: z.number(), pageSize: z.number() }),
  async run(tx, { page, pageSize }, { teamId }) {
    const [counted] = await tx
      .select({ total: count() })
      .from(sourceTracings)
      .innerJoin(detections, itsDetection())
      .where(shown(teamId))
    const records = await select(tx, shown(teamId))
      .orderBy(desc(sourceTracings.createdAt), desc(sourceTracings.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { total: counted?.total ?? 0, records }
  },
})

/** One source tracing by its uuid. Throws `not_found` ("Source tracing not found"), also for another team's. */
export const readSourceTracing = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, { teamId }) {
    const id = detectionId(uuid)
    const [record] = id === null ? [] : await select(tx, and(shown(teamId), eq(sourceTracings.id, id)))
    if (!record) throw notFound('Source tracing')
    return record
  },
})

function select(tx: Transaction, where: SQL | undefined) {
  return tx
    .select(getTableColumns(sourceTracings))
    .from(sourceTracings)
    .innerJoin(detections, itsDetection())
    .where(where)
    .$dynamic()
}

function itsDetection(): SQL | undefined {
  return and(eq(detections.teamId, sourceTracings.teamId), eq(detections.id, sourceTracings.detectionId))
}

function shown(teamId: string): SQL | undefined {
  return and(eq(sourceTracings.teamId, teamId), isShown())
}
