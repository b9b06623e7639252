import { signInFailures } from '@/drizzle/schema/teams'
import { database } from '@/lib/db/client'
import { holdCount, recent } from './count-attempts'
import { digest } from './digest'

/** Mails to one account in the window: whoever has them has a link that holds, so that stopping there locks nobody out. */
const forOneAccount = 3
/** Asked for from one address in the window, for whichever accounts. */
const fromOneAddress = 20

/** Counts that a new password is asked for; false when there was enough of that. `email` is lower-cased. */
export async function countReset(email: string, address: string): Promise<boolean> {
  const accountHash = digest(`reset account ${email}`)
  const addressHash = digest(`reset address ${address}`)
  return database().transaction(async (tx) => {
    await holdCount(tx, accountHash)
    await holdCount(tx, addressHash)
    if ((await recent(tx, accountHash)) >= forOneAccount) return false
    if ((await recent(tx, addressHash)) >= fromOneAddress) return false
    await tx.insert(signInFailures).values([{ subjectHash: accountHash }, { subjectHash: addressHash }])
    return true
  })
}
