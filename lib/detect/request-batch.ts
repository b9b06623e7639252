import { z } from 'zod'
import { DocketError } from '@/lib/errors'
import { faulty, optionShape, type RequestOptions, readOptions, text } from './request-options'

/** The fields of a batch, in the contract's spelling; its files are beside them. */
export const BatchSubmission = z.object(optionShape)

const Given = z.object({ ...optionShape, url: text, media_token: text })

/**
 * Reads a batch's options, which hold for each of its files; `visualize` is true unless it is given. Throws DocketError
 * `bad_request` with `fields`, also for what only single submissions may name, or `forbidden` naming a product that this
 * server does not have.
 */
export function parseBatchRequest(raw: Record<string, unknown>): RequestOptions {
  const parsed = Given.safeParse(raw)
  if (!parsed.success) throw faulty(parsed.error)
  const { url, media_token: mediaToken, ...given } = parsed.data
  if (url) throw refused('url', 'is not taken in a batch, only files are. Hand a URL in by itself with POST /detect.')
  if (mediaToken)
    throw refused('media_token', 'is not taken in a batch, only files are. Hand it in by itself with POST /detect.')
  if (given.detect_watermark)
    throw refused('detect_watermark', 'is not offered for batches. Send the batch without it.')
  return readOptions(given, true)
}

function refused(field: string, says: string): DocketError {
  const message = `${field} ${says}`
  return new DocketError('bad_request', message, { fields: { [field]: [says] } })
}
