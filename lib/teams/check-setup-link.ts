import { eq } from 'drizzle-orm'
import { setupLinks } from '@/drizzle/schema/teams'
import { digest } from '@/lib/access/digest'
import { database } from '@/lib/db/client'
import { isSetUp } from './create-setup-link'

/** What a set-up link is worth: `done` when the instance has a team, whatever the link. */
export type SetupLinkState = 'open' | 'used' | 'unknown' | 'done'

/** Looks at a set-up link without using it up. */
export async function checkSetupLink(token: string): Promise<SetupLinkState> {
  if (await isSetUp()) return 'done'
  const [link] = await database()
    .select({ usedAt: setupLinks.usedAt })
    .from(setupLinks)
    .where(eq(setupLinks.tokenHash, digest(token)))
  if (!link) return 'unknown'
  return link.usedAt ? 'used' : 'open'
}
