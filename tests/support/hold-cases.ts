import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'

/** Begins something while for so long no case can be read, as behind a query that is far too slow; resolves with what came of it. */
export async function whileCasesAreHeld<T>(milliseconds: number, begin: () => Promise<T>): Promise<T> {
  const folder = path.resolve(process.env.DOCKET_DATA_DIR ?? '')
  const ownerUrl = process.env.DATABASE_URL || (await findEmbeddedPostgres(folder))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const begun = await owner.begin(async (tx) => {
      await tx`lock table cases in access exclusive mode`
      const coming = begin()
      // Whoever waits for it below is told; until then it is nobody's.
      coming.catch(() => {})
      await pause(milliseconds)
      return { coming }
    })
    return await begun.coming
  } finally {
    await owner.end()
  }
}
