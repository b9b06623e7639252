import fs from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from '@/lib/env'
import type { MediaStore } from '../store'
import { connectS3, isMissing, type S3Clients, type S3Settings, s3Failure } from './s3-client'
import { s3Fingerprint } from './s3-fingerprint'
import { abortUnfinished } from './s3-unfinished'
import { deleteVersions } from './s3-versions'
import { isStoreKey, requireStoreKey } from './store-key'
import { unavailableStore } from './unavailable'

/** A file goes in parts of this many bytes, so many at a time: that is the memory one put takes. S3 takes 10,000 parts. */
const partSize = 8 * 1024 * 1024
const partsAtOnce = 3

const says =
  'This media lies in the S3 store, which is not configured on this server (any more). An administrator has to set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY again.'

let opened: { by: string; store: MediaStore } | undefined

/** The S3 store of this process's settings; without them, one that refuses everything. */
export function s3Store(): MediaStore {
  const settings = s3Settings()
  if (!settings) return unavailableStore('s3', says)
  const by = JSON.stringify(settings)
  if (opened?.by !== by) opened = { by, store: openS3Store(settings) }
  return opened.store
}

/** Whether bucket and key are set, whatever MEDIA_STORE says. */
export function isS3Configured(): boolean {
  return s3Settings() !== null
}

function s3Settings(): S3Settings | null {
  const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION, S3_ENDPOINT, S3_FORCE_PATH_STYLE } = env()
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  return {
    bucket: S3_BUCKET,
    region: S3_REGION,
    endpoint: S3_ENDPOINT,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    forcePathStyle: S3_FORCE_PATH_STYLE ?? S3_ENDPOINT !== undefined,
  }
}

/** A store over one bucket, at Amazon or any server that speaks the S3 API. Nothing is connected before its first use. */
export function openS3Store(settings: S3Settings): MediaStore {
  const Bucket = settings.bucket
  let connecting: Promise<S3Clients> | undefined
  const clients = () => {
    connecting ??= connectS3(settings)
    return connecting
  }
  const sdk = () => import('@aws-sdk/client-s3')
  const at = (key: string) => ({ Bucket, Key: requireStoreKey(key, 'S3') })

  async function size(key: string): Promise<number | null> {
    const object = at(key)
    const { HeadObjectCommand } = await sdk()
    try {
      return (await (await clients()).acting.send(new HeadObjectCommand(object))).ContentLength ?? 0
    } catch (error) {
      if (isMissing(error)) return null
      throw s3Failure(error)
    }
  }

  /** A missing object throws as it is: that is no failure of the store. */
  async function read(object: { Bucket: string; Key: string; Range?: string }, client: keyof S3Clients) {
    const { GetObjectCommand } = await sdk()
    const answer = await (await clients())[client].send(new GetObjectCommand(object)).catch((error: unknown) => {
      throw isMissing(error) ? error : s3Failure(error)
    })
    if (!(answer.Body instanceof Readable)) throw new Error('S3 answered without a body')
    return { body: answer.Body, bytes: answer.ContentLength, range: answer.ContentRange }
  }

  async function put(from: string, key: string): Promise<void> {
    const object = at(key)
    const { Upload } = await import('@aws-sdk/lib-storage')
    const { size: bytes } = await stat(from)
    const Body = fs.createReadStream(from, { highWaterMark: 1024 * 1024 })
    const { acting: client } = await clients()
    try {
      const upload = new Upload({ client, params: { ...object, Body }, partSize, queueSize: partsAtOnce })
      await upload.done()
      const stored = await size(key)
      if (stored !== bytes) throw new Error(`S3 has ${stored} bytes of a file of ${bytes}`)
    } catch (error) {
      // The answer may be all that was lost; what cannot be deleted either is swept an hour later.
      await remove(key).catch(() => {})
      throw s3Failure(error)
    } finally {
      Body.destroy()
    }
    await rm(from, { force: true })
  }

  async function remove(key: string): Promise<void> {
    const object = at(key)
    const { DeleteObjectCommand } = await sdk()
    try {
      const { acting } = await clients()
      const { DeleteMarker, VersionId } = await acting.send(new DeleteObjectCommand(object))
      // Said only by buckets that keep versions: there, deleting hides the bytes and nothing more.
      if (DeleteMarker || VersionId) await deleteVersions(acting, object)
    } catch (error) {
      throw s3Failure(error)
    }
    if ((await size(key)) !== null) throw new Error(`${key} is still in the store after its deletion`)
  }

  return {
    name: 's3',
    fingerprint: s3Fingerprint(settings),
    put,
    size,
    delete: remove,

    async open(key, range) {
      const object = at(key)
      if (!range) return (await read(object, 'serving')).body
      const { body, range: answered } = await read({ ...object, Range: `bytes=${range.start}-${range.end}` }, 'serving')
      if (answered?.startsWith(`bytes ${range.start}-${range.end}/`)) return body
      body.destroy()
      throw s3Failure(
        new Error(`S3 answered ${answered ?? 'all bytes'} where ${range.start}-${range.end} were asked for`),
      )
    },

    async localPath(key, folder) {
      const { body, bytes } = await read(at(key), 'acting')
      const file = path.join(folder, path.basename(key))
      try {
        await pipeline(body, fs.createWriteStream(file, { mode: 0o600 }))
        const { size: received } = await stat(file)
        if (received !== bytes) throw new Error(`only ${received} of ${bytes} bytes came from S3`)
      } catch (error) {
        await rm(file, { force: true })
        throw isOfDisk(error) ? error : s3Failure(error)
      }
      return file
    },

    async *list(teamId) {
      const { paginateListObjectsV2 } = await sdk()
      const { acting: client } = await clients()
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: `${teamId}/` })) {
          for (const { Key: key, LastModified: modifiedAt } of page.Contents ?? []) {
            if (key && modifiedAt && isStoreKey(key)) yield { key, modifiedAt }
          }
        }
      } catch (error) {
        throw s3Failure(error)
      }
    },

    async sweepUnfinished(teamId, before) {
      const { acting } = await clients()
      return abortUnfinished(acting, Bucket, `${teamId}/`, before).catch((error: { name?: string }) => {
        // Some servers cannot list them, and keep none for long.
        if (error.name === 'NotImplemented') return 0
        throw s3Failure(error)
      })
    },
  }
}

function isOfDisk(error: unknown): boolean {
  return ['ENOSPC', 'EACCES', 'ENOENT', 'EIO', 'EROFS'].includes((error as NodeJS.ErrnoException)?.code ?? '')
}
