import type { Readable } from 'node:stream'
import type { MediaType } from '@/lib/engine/analysis'
import { diskStore } from './stores/disk'

export type StoreName = 'disk'

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

/** Where media lies. Keys are ours (`newStoreKey`): nothing a client names ever becomes one. */
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
}

/** The store of that name; a row keeps the name, so old files stay readable after the setting changes. */
export function mediaStore(name: StoreName): MediaStore {
  switch (name) {
    case 'disk':
      return diskStore
    default:
      return name satisfies never
  }
}
