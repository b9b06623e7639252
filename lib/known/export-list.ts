import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { knownLists, knownMedia } from '@/drizzle/schema/known-media'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'
import { csvLine } from '@/lib/evidence/csv-line'

const columns = ['hash', 'kind', 'what', 'label', 'description', 'expires', 'state', 'reason'] as const

/** A list as CSV text that can be brought again; written into the trail as exported, before it leaves. Throws `not_found`. */
export const exportList = command({
  permission: 'known.export',
  input: z.object({ listId: z.uuid() }),
  async run(tx, { listId }, { teamId }) {
    const [list] = await tx
      .select({ name: knownLists.name })
      .from(knownLists)
      .where(and(eq(knownLists.teamId, teamId), eq(knownLists.id, listId), isNull(knownLists.removedAt)))
    if (!list) throw notFound('List')
    const { hash, kind, what, label, description, expiresAt, state, reason } = knownMedia
    const rows = await tx
      .select({ hash, kind, what, label, description, expiresAt, state, reason })
      .from(knownMedia)
      .where(and(eq(knownMedia.teamId, teamId), eq(knownMedia.listId, listId)))
      .orderBy(asc(knownMedia.kind), asc(knownMedia.hash))
    const lines = rows.map(({ expiresAt: expires, ...row }) =>
      csvLine([
        row.hash,
        row.kind,
        row.what,
        row.label,
        row.description,
        expires?.toISOString() ?? '',
        row.state,
        row.reason,
      ]),
    )
    return {
      result: { name: list.name, csv: `${csvLine([...columns])}${lines.join('')}` },
      events: [{ type: 'known_list.exported', listId, entries: rows.length }],
    }
  },
})
