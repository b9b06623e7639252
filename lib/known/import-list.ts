import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { knownLists } from '@/drizzle/schema/known-media'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { bitsOf } from './asked-hashes'
import { type ListEntry, listedAs, type RowFault, readList } from './read-list'
import { assertSoundsFit, countSoundsAlone } from './search-listed-sounds'

/** Rows of one statement. */
const batch = 5000
/** The most faults that are told of. */
const mostFaults = 20

const Input = z.object({
  name: z.string().trim().min(1, 'give it a name').max(100, 'use at most 100 characters'),
  /** Where it is from, and what it may be used for. */
  source: z.string().trim().max(500, 'use at most 500 characters').default(''),
  licence: z.string().trim().max(500, 'use at most 500 characters').default(''),
  /** What entries are that do not say. */
  otherwise: z.enum(listedAs, 'choose what its entries are'),
  text: z
    .string()
    .min(1, 'choose a file that is not empty')
    .refine((text) => !text.includes('\0'), 'choose a file that is text'),
})

/**
 * Brings a list of known media: all of its rows or, where one cannot be read, none. Throws `bad_request` that says which rows and why,
 * `conflict` where a list of that name is there, or the lists would hold more sound than can be compared.
 */
export const importList = command({
  permission: 'known.manage',
  input: Input,
  async run(tx, { name, source, licence, otherwise, text }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person brings a list.')
    const { entries, repeated, faults } = readList(text, otherwise)
    if (faults.length > 0) throw refuse(faults)
    if (entries.length === 0) throw new DocketError('bad_request', 'The file holds no entries. Nothing was kept.')
    const { teamId, memberId: importedBy } = actor
    const [list] = await tx
      .insert(knownLists)
      .values({ teamId, name, source, licence, importedBy })
      .onConflictDoNothing()
      .returning({ id: knownLists.id })
    if (!list) {
      const says = `There is a list “${name}” already. Remove it first, or give this one another name.`
      throw new DocketError('conflict', says)
    }
    const hasSound = entries.some(({ kind }) => kind === 'chromaprint')
    if (hasSound) await countSoundsAlone(tx, teamId)
    for (let at = 0; at < entries.length; at += batch) {
      await insert(tx, { teamId, listId: list.id }, entries.slice(at, at + batch))
    }
    if (hasSound) await assertSoundsFit(tx, teamId)
    return {
      result: { listId: list.id, entries: entries.length, repeated },
      events: [{ type: 'known_list.imported', listId: list.id, name, entries: entries.length }],
    }
  },
})

async function insert(tx: Transaction, { teamId, listId }: { teamId: string; listId: string }, entries: ListEntry[]) {
  const rows = entries.map(({ kind, hash, expiresAt, judged, ...said }) => ({
    ...{ kind, hash, ...said, ...judged },
    pdq: kind === 'pdq' ? bitsOf(hash) : null,
    expires_at: expiresAt?.toISOString() ?? null,
  }))
  await tx.execute(sql`insert into known_media (team_id, list_id, kind, hash, pdq, seconds, what, label, description, state, reason, expires_at)
    select ${teamId}::uuid, ${listId}::uuid, r.kind, r.hash, r.pdq::bit(256), r.seconds, r.what, r.label, r.description,
      coalesce(r.state, 'active'), coalesce(r.reason, ''), r.expires_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r(kind text, hash text, pdq text, seconds float8, what text, label text, description text,
        state text, reason text, expires_at timestamptz)`)
}

function refuse(faults: RowFault[]): DocketError {
  const shown = faults.slice(0, mostFaults).map(({ row, says }) => `Row ${row}: ${says}`)
  const more = faults.length - shown.length
  if (more > 0) shown.push(`And ${more.toLocaleString('en')} more.`)
  return new DocketError(
    'bad_request',
    'Nothing was kept, for rows of the list cannot be read. Mend them and try again.',
    {
      fields: { file: shown },
    },
  )
}
