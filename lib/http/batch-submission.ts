import { parseBatchRequest } from '@/lib/detect/request-batch'
import type { RequestOptions } from '@/lib/detect/request-options'
import { DocketError } from '@/lib/errors'
import { type ReceivedBatch, receiveBatch } from '@/lib/media/receive-batch'
import { preferWait } from './prefer-wait'
import { bodyType, queryFields } from './read-fields'

/**
 * Reads a batch: multipart, whose fields win over the query string's. A refused batch leaves no file behind; the files of
 * any other are the caller's. Throws DocketError.
 */
export async function readBatchSubmission(request: Request): Promise<RequestOptions & Omit<ReceivedBatch, 'fields'>> {
  if (preferWait(request.headers) !== null) {
    throw refusal('A batch is not waited for. Send it without “Prefer: wait”, then ask GET /detect/batch/{uuid}.')
  }
  const inQuery = queryFields(request)
  parseBatchRequest(inQuery)
  if (bodyType(request) !== 'multipart/form-data') {
    throw refusal(
      'A batch is sent as multipart/form-data: up to 50 files in parts named “files[]”, or one ZIP archive in “file”. Hand URLs and media tokens in one by one with POST /detect.',
    )
  }
  const parse = (fields: Record<string, string>) => parseBatchRequest({ ...inQuery, ...fields })
  const { fields, ...received } = await receiveBatch(request, parse)
  return { ...parse(fields), ...received }
}

function refusal(message: string): DocketError {
  return new DocketError('bad_request', message)
}
