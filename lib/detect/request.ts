import { z } from 'zod'
import { DocketError } from '@/lib/errors'
import { faulty, optionShape, type RequestOptions, readOptions, text } from './request-options'

const source = {
  url: text.meta({
    description: 'Public HTTPS address of the media, instead of a file. Of any size up to the server’s own limit.',
    format: 'uri',
  }),
  media_token: text.meta({ description: 'The token of a secure upload, instead of a file.' }),
}

/** The fields of a submission, in the contract's spelling; a file is beside them. */
export const Submission = z.object({ ...source, ...optionShape })

export interface DetectionRequest extends RequestOptions {
  /** The media: at most one of the two, and neither when the request brings a file. */
  url: string | null
  mediaToken: string | null
}

/**
 * Reads a submission in the contract's spelling, from form fields, JSON or a query string. Throws DocketError
 * `bad_request` with `fields`, or `forbidden` naming a product that this server does not have.
 */
export function parseDetectionRequest(
  raw: Record<string, unknown>,
  { hasFile, visualize }: { hasFile: boolean; visualize: boolean },
): DetectionRequest {
  const parsed = Submission.safeParse(raw)
  if (!parsed.success) throw faulty(parsed.error)
  const { url, media_token: mediaToken, ...given } = parsed.data
  const sources = [hasFile && 'file', url && 'url', mediaToken && 'media_token'].filter(Boolean)
  if (sources.length !== 1) throw notOneSource(sources.length)
  return { url: url || null, mediaToken: mediaToken || null, ...readOptions(given, visualize) }
}

function notOneSource(count: number): DocketError {
  const message =
    count === 0
      ? 'Nothing to analyse came with the request. Send a file in the part named “file”, a url or a media_token.'
      : 'Send exactly one of file, url and media_token.'
  return new DocketError('bad_request', message)
}

/** Whether a client asked for every expert's report (`experts=true`); anything that does not say yes is a no. */
export function wantsExperts(search: URLSearchParams): boolean {
  return /^\s*(true|1|yes|on)\s*$/i.test(search.get('experts') ?? '')
}
