import path from 'node:path'
import postgres from 'postgres'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { type Person, people } from './desk'

/** Lets an hour pass since somebody proved who they are, in all their browsers: in the database, past the product. */
export async function makeStale(person: Person): Promise<void> {
  const folder = path.resolve(process.env.DOCKET_DATA_DIR ?? '')
  const ownerUrl = process.env.DATABASE_URL || (await findEmbeddedPostgres(folder))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await owner`update sessions set proved_at = now() - interval '1 hour'
      where member_id = (select id from members where email = ${people[person].email})`
  } finally {
    await owner.end()
  }
}
