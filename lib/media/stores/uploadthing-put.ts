import crypto from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { z } from 'zod'
import { DocketError } from '@/lib/errors'
import { uploadthingAccount, uploadthingUnavailable } from './uploadthing-account'

/** Presigned URLs asked for, because the last one’s key was taken; and sends to each, because the line broke. */
const mostKeys = 3
const mostSends = 3

const Prepared = z.object({ key: z.string().min(1), url: z.url() })
const Taken = z.object({ fileHash: z.string().optional(), error: z.unknown().optional() })

/**
 * Sends a file from the disk to UploadThing under `customId`: a presigned PUT that is streamed, so that memory does not grow
 * with the file, and goes on where a broken line left it (docs.uploadthing.com, "Uploading Files"). A refused key is
 * replaced by another. Throws DocketError `unavailable`.
 */
export async function putToUploadthing(path: string, customId: string): Promise<void> {
  const { size } = await fs.stat(path)
  for (let key = 1; key <= mostKeys; key++) {
    if ((await sendTo(await prepare(customId, size), path, size)) === 'taken') return
  }
  throw uploadthingUnavailable(new Error(`UploadThing refused ${mostKeys} presigned uploads in a row`))
}

async function prepare(customId: string, fileSize: number): Promise<string> {
  const { apiUrl, apiKey, isIngest } = uploadthingAccount()
  const wanted = {
    // Names are ours to know alone.
    fileName: customId,
    fileSize,
    fileType: 'application/octet-stream',
    customId,
    contentDisposition: 'attachment',
    acl: 'private',
  }
  const headers = { 'content-type': 'application/json', 'x-uploadthing-api-key': apiKey }
  const answer = await fetch(`${apiUrl}/v7/prepareUpload`, { method: 'POST', headers, body: JSON.stringify(wanted) })
    .then(async (response) => {
      if (!response.ok) throw new Error(`UploadThing answered ${response.status} to an upload’s announcement`)
      return Prepared.parse(await response.json())
    })
    .catch((error: unknown) => {
      throw uploadthingUnavailable(error)
    })
  if (!isIngest(new URL(answer.url))) {
    throw uploadthingUnavailable(new Error('UploadThing named a host for the upload that is not the token’s'))
  }
  return answer.url
}

async function sendTo(url: string, path: string, size: number): Promise<'taken' | 'refused'> {
  let trouble: unknown
  for (let send = 1; send <= mostSends; send++) {
    try {
      if (send > 1) await pause(250 * 2 ** send)
      const status = await sendRest(url, path, size, send === 1 ? 0 : await rangeStart(url))
      if (status < 300) return 'taken'
      if (status < 500 && status !== 408 && status !== 429) return 'refused'
      trouble = new Error(`UploadThing answered ${status} to an upload`)
    } catch (error) {
      if (error instanceof DocketError) throw error
      trouble = error
    }
  }
  throw uploadthingUnavailable(trouble)
}

/** How many bytes of a presigned upload have arrived. */
async function rangeStart(url: string): Promise<number> {
  const { headers, body } = await request(url, { method: 'HEAD' })
  await body.dump()
  const start = Number(headers['x-ut-range-start'] ?? 0)
  return Number.isSafeInteger(start) && start >= 0 ? start : 0
}

/** Sends the bytes from `start` on as the part `file` of a form; answers the status, 422 for an answer that says no. */
async function sendRest(url: string, path: string, size: number, start: number): Promise<number> {
  const boundary = `docket-${crypto.randomBytes(12).toString('hex')}`
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  const hash = crypto.createHash('md5')
  async function* form() {
    yield head
    for await (const chunk of createReadStream(path, { start })) {
      hash.update(chunk)
      yield chunk
    }
    yield tail
  }
  const { statusCode, body } = await request(url, {
    method: 'PUT',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + size - start + tail.length),
      range: `bytes=${start}-`,
    },
    body: Readable.from(form()),
  })
  const text = await body.text()
  if (statusCode >= 300) return statusCode
  const taken = Taken.parse(JSON.parse(text))
  if (taken.error !== undefined) return 422
  const hashed = /^[0-9a-f]{32}$/.test(taken.fileHash ?? '') && start === 0
  if (hashed && taken.fileHash !== hash.digest('hex')) {
    throw uploadthingUnavailable(new Error('UploadThing received other bytes than were sent'))
  }
  return statusCode
}
