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

/** Failures from one address for whichever accounts, after which only those that were signed in from there may go on. */
const forAnyAccount = 100

/** A sign-in being checked. It counts as failed until it is forgotten, so that parallel guesses cannot outrun the count. */
export interface Attempt {
  rowIds: string[]
  subjectHash: string
}

/** Counts an attempt before its password is looked at; null when there were too many. `email` is lower-cased. */
export async function beginAttempt(email: string, address: string): Promise<Attempt | null> {
  const accountHash = digest(`account ${email}`)
  const addressHash = digest(`address ${address}`)
  const subjectHash = digest(`${email} ${address}`)
  return database().transaction(async (tx) => {
    // The account first, always: two that wait for each other would wait for ever.
    await holdCount(tx, accountHash)
    await holdCount(tx, addressHash)
    if ((await recent(tx, subjectHash)) >= fromOneAddress) return null
    const crowded = (await recent(tx, accountHash)) >= fromAnywhere || (await recent(tx, addressHash)) >= forAnyAccount
    if (crowded && !(await isKnown(tx, subjectHash))) return null
    const rows = await tx
      .insert(signInFailures)
      .values([{ subjectHash }, { subjectHash: accountHash }, { subjectHash: addressHash }])
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

/**
 * Whether this is the account's first refusal unlooked at in the window: that one is told of. Refusals cost whoever floods
 * nothing, and a trail that had each of them would be flooded too.
 */
export async function isFirstRefusal(email: string): Promise<boolean> {
  const subjectHash = digest(`refused ${email}`)
  return database().transaction(async (tx) => {
    await holdCount(tx, subjectHash)
    if ((await recent(tx, subjectHash)) > 0) return false
    await tx.insert(signInFailures).values({ subjectHash })
    return true
  })
}

/** Lets one at a time count what has this hash, until the transaction ends. */
export async function holdCount(tx: Transaction, subjectHash: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subjectHash}, 0))`)
}

/** How many rows with this hash the window holds. */
export async function recent(tx: Transaction, subjectHash: string): Promise<number> {
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
