import crypto from 'node:crypto'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { requireSpace } from '../folders'
import type { ByteRange, ListedFile, MediaStore } from '../store'
import { isStoreKey, requireStoreKey } from './store-key'
import {
  isUploadthingConfigured,
  uploadthingAccount,
  uploadthingApi,
  uploadthingUnavailable,
} from './uploadthing-account'
import { putToUploadthing } from './uploadthing-put'

/** Seconds a URL to read a private file is good for. */
const readableFor = 300

/** Milliseconds between looks at a file that was deleted: it goes from the API at once, from its host a moment later. */
const looks = [0, 200, 500, 1000, 2000]

/** Files listed with one request. */
const page = 500

/**
 * Private files at UploadThing. Its own keys carry about 30 random bits, so files go there by ours, as their customId
 * (docs/decisions/0010-media-stores.md).
 */
export const uploadthingStore: MediaStore = {
  name: 'uploadthing',

  /** The app its token is for: another key of the same app finds the same files. */
  get fingerprint() {
    return isUploadthingConfigured() ? uploadthingAccount().appId : null
  },

  async put(from, key) {
    await putToUploadthing(from, customIdOf(key))
    await fs.rm(from, { force: true })
  },

  async open(key, range) {
    const answer = await read(key, range)
    if (!answer) throw new Error(`there is nothing under ${key}`)
    return answer.body
  },

  async size(key) {
    const answer = await read(key, { start: 0, end: 0 })
    if (!answer) return null
    answer.body.destroy()
    return wholeSize(answer)
  },

  async localPath(key, folder) {
    const answer = await read(key)
    if (!answer) throw new Error(`there is nothing under ${key}`)
    const to = path.join(folder, crypto.randomUUID())
    try {
      const expected = wholeSize(answer)
      await requireSpace(expected)
      await pipeline(answer.body, createWriteStream(to, { flags: 'wx', mode: 0o600 }))
      if ((await fs.stat(to)).size !== expected) throw new Error('UploadThing broke off before the file was complete')
      return to
    } catch (error) {
      answer.body.destroy()
      await fs.rm(to, { force: true })
      throw error
    }
  },

  async delete(key) {
    const customId = customIdOf(key)
    let trouble: unknown
    await (await uploadthingApi()).deleteFiles(customId).catch((error: unknown) => {
      trouble = error
    })
    for (const wait of looks) {
      await pause(wait)
      if ((await uploadthingStore.size(key)) === null) return
      if (trouble) throw uploadthingUnavailable(trouble)
    }
    throw new Error(`${key} is still in the store after its deletion`)
  },

  async *list(teamId) {
    yield* (await listByTeam()).get(teamId) ?? []
  },

  listByTeam,
}

async function listByTeam(): Promise<Map<string, ListedFile[]>> {
  const byTeam = new Map<string, ListedFile[]>()
  // All pages first: what is deleted while the list is read would move the rest of it up.
  for (const { customId, status, uploadedAt } of await listAll()) {
    const key = keyOf(customId)
    // An upload under way is the vendor's to give up; a deletion under way is not ours to repeat.
    if (!key || status === 'Uploading' || status === 'Deletion Pending') continue
    const teamId = key.slice(0, key.indexOf('/'))
    const files = byTeam.get(teamId) ?? []
    files.push({ key, modifiedAt: new Date(uploadedAt) })
    byTeam.set(teamId, files)
  }
  return byTeam
}

/** Our key as UploadThing's customId, which is part of a URL's path. Throws when it is none of ours. */
export function customIdOf(key: string): string {
  return requireStoreKey(key, 'uploadthing').replaceAll('/', '_')
}

function keyOf(customId: string | null): string | undefined {
  const key = customId?.replaceAll('_', '/')
  return key && isStoreKey(key) ? key : undefined
}

/** A file's answer, whole or a range of it; null when there is none. Throws DocketError `unavailable`. */
async function read(key: string, range?: ByteRange): Promise<Dispatcher.ResponseData | null> {
  const customId = customIdOf(key)
  const { ufsUrl } = await (await uploadthingApi()).generateSignedURL(customId, { expiresIn: readableFor })
  const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {}
  const answer = await request(ufsUrl, { headers }).catch((error: unknown) => {
    throw uploadthingUnavailable(error)
  })
  answer.body.on('error', () => {})
  if (answer.statusCode === (range ? 206 : 200)) return answer
  answer.body.destroy()
  if (answer.statusCode === 404 || answer.statusCode === 410) return null
  throw uploadthingUnavailable(new Error(`UploadThing answered ${answer.statusCode} to a request for a file`))
}

/** Bytes of the whole file. */
function wholeSize({ headers }: Dispatcher.ResponseData): number {
  const [, ranged] = /^bytes \d+-\d+\/(\d+)$/.exec(String(headers['content-range'])) ?? []
  const size = Number(ranged ?? headers['content-length'])
  if (!Number.isSafeInteger(size)) throw uploadthingUnavailable(new Error('UploadThing did not say how long a file is'))
  return size
}

async function listAll() {
  const api = await uploadthingApi()
  const files: Awaited<ReturnType<typeof api.listFiles>>['files'][number][] = []
  for (let more = true; more; ) {
    const listed = await api.listFiles({ limit: page, offset: files.length }).catch((error: unknown) => {
      throw uploadthingUnavailable(error)
    })
    files.push(...listed.files)
    more = listed.hasMore && listed.files.length > 0
  }
  return files
}
