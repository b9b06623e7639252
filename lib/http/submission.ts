import fs from 'node:fs/promises'
import { type DetectionRequest, parseDetectionRequest } from '@/lib/detect/request'
import { DocketError } from '@/lib/errors'
import { readText } from '@/lib/media/read-body'
import type { ReceivedFile } from '@/lib/media/receive-file'
import { receiveUpload } from '@/lib/media/receive-upload'

/** The largest body without a file. Bytes. */
const maxTextBytes = 64 * 1024

const tooLargeWayOut =
  'The API takes larger files through POST /secure_uploads, which this server does not offer yet; until then hand the file in by its url.'

/** What came with a POST /detect: its file if it has one, else its URL, and its parameters. */
export type Submission = DetectionRequest & { file: ReceivedFile | null }

/**
 * Reads a submission in any form the contract knows: multipart, JSON, a form, or a query string with an empty body; the
 * body's parameters win over the query's. A refused file is gone. Throws DocketError.
 */
export async function readSubmission(request: Request): Promise<Submission> {
  const inQuery = Object.fromEntries(new URL(request.url).searchParams)
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') return readMultipart(request, inQuery)
  const fields = { ...inQuery, ...parseText(type, await readText(request, maxTextBytes)) }
  return { ...parseDetectionRequest(fields, { hasFile: false, visualize: false }), file: null }
}

async function readMultipart(request: Request, inQuery: Record<string, string>): Promise<Submission> {
  const parse = (fields: Record<string, string>, hasFile: boolean) =>
    parseDetectionRequest({ ...inQuery, ...fields }, { hasFile, visualize: false })
  const { file, fields } = await receiveUpload(request, {
    tooLargeWayOut,
    checkFields: (soFar) => void parse(soFar, true),
  })
  try {
    return { ...parse(fields, file !== null), file }
  } catch (error) {
    if (file) await fs.rm(file.path, { force: true })
    throw error
  }
}

function parseText(type: string, text: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (type !== 'application/json' && !type.endsWith('+json')) {
    throw new DocketError(
      'bad_request',
      `A body of type “${type || 'unknown'}” cannot be read. Send multipart/form-data, application/json or a form.`,
    )
  }
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DocketError('bad_request', 'The request’s JSON is no object. Send {"url": …} or multipart/form-data.')
  }
  return body as Record<string, unknown>
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DocketError('bad_request', 'The request’s body is not valid JSON.', { cause })
  }
}
