import { and, count, eq, gt, inArray, sql } from 'drizzle-orm'
import { signInAddresses, signInFailures } from '@/drizzle/schema/teams'
import { addSeconds, now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { digest } from './digest'

/** Seconds over which failures are counted, and for which a lock holds at most. */
export const failureWindowSeconds = 15 * 60
/** Failures for one account from one address. */
const fromOneAddress = 5
/** Failures for one account from anywhere, after which only addresses it has been signed in from may go on. */
const fromAnywhere = 50

/** A sign-in being checked. It counts as failed until it is forgotten, so that parallel guesses cannot outrun the count. */
export interface Attempt {
  rowIds: string[]
  subjectHash: string
}

/** Counts an attempt before its password is looked at; null when there were too many. `email` is lower-cased. */
export async function beginAttempt(email: string, address: string): Promise<Attempt | null> {
  const accountHash = digest(`account ${email}`)
  const subjectHash = digest(`${email} ${address}`)
  return database().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountHash}, 0))`)
    if ((await recent(tx, subjectHash)) >= fromOneAddress) return null
    if ((await recent(tx, accountHash)) >= fromAnywhere && !(await isKnown(tx, subjectHash))) return null
    const rows = await tx
      .insert(signInFailures)
      .values([{ subjectHash }, { subjectHash: accountHash }])
      .returning({ id: signInFailures.id })
    return { rowIds: rows.map((row) => row.id), subjectHash }
  })
}

/** Takes an attempt out of the count: its password was right, or was not looked at. */
export async function forgetAttempt({ rowIds }: Attempt): Promise<void> {
  await database().delete(signInFailures).where(inArray(signInFailures.id, rowIds))
}

/** The same, and notes its address as one the account has been signed in from. */
export async function noteSuccess(attempt: Attempt): Promise<void> {
  await forgetAttempt(attempt)
  const lastAt = now()
  await database()
    .insert(signInAddresses)
    .values({ subjectHash: attempt.subjectHash, lastAt })
    .onConflictDoUpdate({ target: signInAddresses.subjectHash, set: { lastAt } })
}

async function recent(tx: Transaction, subjectHash: string): Promise<number> {
  const since = addSeconds(now(), -failureWindowSeconds)
  const [row] = await tx
    .select({ failures: count() })
    .from(signInFailures)
    .where(and(eq(signInFailures.subjectHash, subjectHash), gt(signInFailures.at, since)))
  return row?.failures ?? 0
}

async function isKnown(tx: Transaction, subjectHash: string): Promise<boolean> {
  const found = await tx
    .select({ lastAt: signInAddresses.lastAt })
    .from(signInAddresses)
    .where(eq(signInAddresses.subjectHash, subjectHash))
  return found.length > 0
}
