import { and, count, eq, isNull, sum } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import { query } from '@/lib/db/query'
import { env } from '@/lib/env'
import { freeMegabytes } from '@/lib/health/disk-space'
import { isConfigured, mediaStore, type StoreName } from '@/lib/media/store'

/** One place where media of the team lies, or will. */
export interface StorePlace {
  store: StoreName
  /** The bucket with its host, or the app; null on disk, and for copies from before this was kept. */
  where: string | null
  /** Whether new media goes there. */
  current: boolean
  /** `moved`: the settings are those of another bucket or app now; `unset`: they are gone. Its copies can not be opened then. */
  state: 'ready' | 'moved' | 'unset'
  files: number
  /** Of all files there, as they were handed in or made. */
  bytes: number
}

/** Where the team's media lies: the present store first, then every other in which something is left. */
export const readStores = query({
  permission: 'store.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const rows = await tx
      .select({ store: media.store, where: media.storeFingerprint, files: count(), bytes: sum(media.sizeBytes) })
      .from(media)
      .where(and(eq(media.teamId, teamId), isNull(media.deletedAt)))
      .groupBy(media.store, media.storeFingerprint)
    const present = { store: env().MEDIA_STORE, where: mediaStore(env().MEDIA_STORE).fingerprint }
    const isPresent = (one: Pick<StorePlace, 'store' | 'where'>) =>
      one.store === present.store && one.where === present.where
    const lying = rows.map(({ bytes, ...row }) => ({ ...row, bytes: Number(bytes ?? 0) }))
    const all = lying.some(isPresent) ? lying : [{ ...present, files: 0, bytes: 0 }, ...lying]
    const places: StorePlace[] = all.map((one) => ({ ...one, current: isPresent(one), state: stateOf(one) }))
    places.sort((one, other) => Number(other.current) - Number(one.current) || other.files - one.files)
    return { places, region: present.store === 's3' ? env().S3_REGION : null, freeMegabytes: freeHere() }
  },
})
export type Stores = Awaited<ReturnType<typeof readStores>>

function stateOf({ store, where }: Pick<StorePlace, 'store' | 'where'>): StorePlace['state'] {
  if (!isConfigured(store)) return 'unset'
  return where === null || mediaStore(store).fingerprint === where ? 'ready' : 'moved'
}

/** Every store needs it: files arrive on this disk first. Null where it cannot be told. */
function freeHere(): number | null {
  try {
    return freeMegabytes(env().DATA_DIR)
  } catch {
    return null
  }
}
