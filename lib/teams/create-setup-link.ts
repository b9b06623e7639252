import { isNull, sql } from 'drizzle-orm'
import { setupLinks } from '@/drizzle/schema/teams'
import { digest, randomToken } from '@/lib/access/digest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'

/** Whether this instance has been set up: it has a team. */
export async function isSetUp(): Promise<boolean> {
  const [row] = await database().execute<{ present: boolean }>(sql`select any_team() as present`)
  return row?.present ?? false
}

/** A new one-time link for setting the instance up, in place of any earlier unused one; null once it has a team. */
export async function createSetupLink(): Promise<string | null> {
  if (await isSetUp()) return null
  const token = randomToken()
  await database().transaction(async (tx) => {
    await tx.delete(setupLinks).where(isNull(setupLinks.usedAt))
    await tx.insert(setupLinks).values({ tokenHash: digest(token) })
  })
  return `${env().PUBLIC_URL}/setup?token=${token}`
}
