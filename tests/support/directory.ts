import type { Role } from '@/lib/access/actor'
import { syncDirectory } from '@/lib/access/sync-directory'
import { database } from '@/lib/db/client'

/** What a provider says of a person's teams at a sign-in, by the teams' ids. */
export function directory(memberId: string, wanted: ReadonlyMap<string, Role>): Promise<string[]> {
  return database().transaction((tx) => syncDirectory(tx, { memberId, wanted, claiming: false }))
}
