import fs from 'node:fs/promises'
import { parseDetectionRequest } from '@/lib/detect/request'
import type { Submission } from '@/lib/detect/submit-media'
import { receiveUpload } from '@/lib/media/receive-upload'
import { bodyType, queryFields, readFields } from './read-fields'

const tooLargeWayOut =
  'Upload it with POST /secure_uploads, which takes larger files, and send its token as media_token.'

/**
 * Reads a submission in any form the contract knows: multipart, JSON, a form, or a query string with an empty body; the
 * body's parameters win over the query's. A refused file is gone. Throws DocketError.
 */
export async function readSubmission(request: Request): Promise<Submission> {
  if (bodyType(request) === 'multipart/form-data') return readMultipart(request)
  const fields = await readFields(request)
  return { ...parseDetectionRequest(fields, { hasFile: false, visualize: false }), file: null }
}

async function readMultipart(request: Request): Promise<Submission> {
  const inQuery = queryFields(request)
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
