import { sql } from 'drizzle-orm'
import { database, withTeam } from '@/lib/db/client'
import { dropCaseKey, readCaseKey, shredKeys } from './case-key'
import { type Outcome, type Purge, probed, stillThere } from './purge-outcome'

/** Takes the case's key out of its table and looks for it again. */
export async function goneCaseKey(purge: Purge): Promise<Outcome> {
  const before = await withTeam(purge.teamId, async (tx) => {
    const key = await readCaseKey(tx, purge)
    await dropCaseKey(tx, purge)
    return key
  })
  const after = await withTeam(purge.teamId, (tx) => readCaseKey(tx, purge))
  if (after !== null) return stillThere('The key')
  return probed(before !== null, 'Looked for in the key table afterwards: there is no key of this case.')
}

/** Rewrites the key table’s file, and looks that it is another file and that the key is not in the new one. */
export async function goneKeyTable(purge: Purge): Promise<Outcome> {
  const before = await tableFile()
  await shredKeys()
  const after = await tableFile()
  const key = await withTeam(purge.teamId, (tx) => readCaseKey(tx, purge))
  if (after === before || key !== null) return stillThere('The old file of the key table')
  return probed(true, 'The table lies in another file than before; the old one was emptied.')
}

async function tableFile(): Promise<string> {
  const [row] = await database().execute<{ file: string }>(sql`select pg_relation_filepath('case_keys') as file`)
  if (!row) throw new Error('Postgres does not say where the key table lies')
  return row.file
}
