import type { Readable } from 'node:stream'
import type { MediaType } from '@/lib/engine/analysis'
import { diskStore } from './stores/disk'
import { isS3Configured, s3Store } from './stores/s3'
import { unavailableStore } from './stores/unavailable'
import { uploadthingStore } from './stores/uploadthing'
import { isUploadthingConfigured } from './stores/uploadthing-account'

export const storeNames = ['disk', 's3', 'uploadthing'] as const
export type StoreName = (typeof storeNames)[number]

/** A file that is in a store and has no row yet. `id` becomes its media row's id. */
export interface StoredFile {
  id: string
  store: StoreName
  storeKey: string
  /** The store's `fingerprint` when it was kept. */
  storeFingerprint: string | null
  mediaType: MediaType
  contentType: string
  filename: string
  /** Of the file itself, sealed or not. */
  sizeBytes: number
  /** Hex; of the file itself, sealed or not. */
  sha256: string
  /** The key that its bytes in the store are sealed with (lib/media/sealed-file.ts); null: they lie there as they are. */
  sealedWith: Buffer | null
}

/** Bytes of a file, both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/** A file as a store lists it. */
export interface ListedFile {
  key: string
  modifiedAt: Date
}

/**
 * Where media lies. Keys are ours (`newStoreKey`): nothing a client names ever becomes one. A store out of reach throws
 * DocketError `unavailable`; tests/media/store-contract.ts says what every store keeps.
 */
export interface MediaStore {
  readonly name: StoreName
  /** Which of its kind this is: the bucket, the account. Null on disk. */
  readonly fingerprint: string | null
  /** Takes a finished file on this machine over; afterwards it is durable under `key` and gone from `path`. */
  put(path: string, key: string): Promise<void>
  /** Throws when there is nothing under the key. */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** Bytes, or null when there is nothing under the key. */
  size(key: string): Promise<number | null>
  /** A path on this machine that holds the bytes: the store's own, or a copy in `folder`. Only to be read. */
  localPath(key: string, folder: string): Promise<string>
  /** Deletes and looks again; throws when it is still there. Nothing under the key is success. */
  delete(key: string): Promise<void>
  /** Everything under a team's keys. */
  list(teamId: string): AsyncIterable<ListedFile>
  /** The same of all teams, by team, where a store cannot be asked for one alone: the whole is then read once. */
  listByTeam?(): Promise<Map<string, ListedFile[]>>
  /** Deletes what is left of a team's puts that began before then and never ended, where a store keeps such; counts them. */
  sweepUnfinished?(teamId: string, before: Date): Promise<number>
}

const withoutToken =
  'This media lies at UploadThing, which is not configured on this server. An administrator has to set UPLOADTHING_TOKEN.'

/**
 * The store of that name. A row keeps the name, so files stay where they are when MEDIA_STORE changes, and readable for as
 * long as that store's settings are there; without them every call throws DocketError `unavailable`.
 */
export function mediaStore(name: StoreName): MediaStore {
  switch (name) {
    case 'disk':
      return diskStore
    case 's3':
      return s3Store()
    case 'uploadthing':
      return isUploadthingConfigured() ? uploadthingStore : unavailableStore('uploadthing', withoutToken)
    default:
      return name satisfies never
  }
}

/** Where a copy lies, as its row tells. */
export type StoredCopy = Pick<StoredFile, 'store' | 'storeFingerprint'>

const moved: Record<Exclude<StoreName, 'disk'>, string> = {
  s3: 'This media lies in another S3 bucket than the one this server now uses. An administrator has to set S3_ENDPOINT and S3_BUCKET back to those it was kept with.',
  uploadthing:
    'This media lies in another UploadThing app than the one this server now uses. An administrator has to set UPLOADTHING_TOKEN back to one of the app it was kept with.',
}

/**
 * The store in which a copy lies. In another bucket or account than its own a copy would seem to be gone, and a purge to
 * have worked: then every call throws DocketError `unavailable`.
 */
export function storeHolding({ store: name, storeFingerprint }: StoredCopy): MediaStore {
  const store = mediaStore(name)
  // The disk has none; and copies from before it was kept have none.
  if (name === 'disk' || storeFingerprint === null || store.fingerprint === null) return store
  return store.fingerprint === storeFingerprint ? store : unavailableStore(name, moved[name])
}

/** Whether a store's settings are there. The disk needs none. */
export function isConfigured(name: StoreName): boolean {
  switch (name) {
    case 'disk':
      return true
    case 's3':
      return isS3Configured()
    case 'uploadthing':
      return isUploadthingConfigured()
    default:
      return name satisfies never
  }
}
