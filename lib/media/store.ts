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
  mediaType: MediaType
  contentType: string
  filename: string
  sizeBytes: number
  /** Hex. */
  sha256: string
}

/** Bytes of a file, both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Where media lies. Keys are ours (`newStoreKey`): nothing a client names ever becomes one. A store out of reach throws
 * DocketError `unavailable`; tests/media/store-contract.ts says what every store keeps.
 */
export interface MediaStore {
  readonly name: StoreName
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
  list(teamId: string): AsyncIterable<{ key: string; modifiedAt: Date }>
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
