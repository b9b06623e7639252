import type { S3Client } from '@aws-sdk/client-s3'
import { DocketError } from '@/lib/errors'

/** A bucket, and how to come at it. */
export interface S3Settings {
  bucket: string
  region: string
  /** Amazon's unless given. */
  endpoint: string | undefined
  accessKeyId: string
  secretAccessKey: string
  forcePathStyle: boolean
}

/** Milliseconds: until a connection stands, until an answer begins (a part of 8 MB at 0.5 Mbit/s), of silence in between. */
const limits = { connectionTimeout: 5000, requestTimeout: 180_000, socketTimeout: 60_000 }

/** Connections at a time; players that are paused hold theirs. */
const maxSockets = 200

export interface S3Clients {
  /** For everything that should go on without a pause. */
  acting: S3Client
  /** For bytes on their way to a person, whose player may pause for as long as it likes. */
  serving: S3Client
}

/**
 * Clients for a bucket. The SDK (70 ms, 20 MB) is loaded here, so that servers without S3 never pay for it. Checksums only
 * where the operation requires them: its newer default adds trailers that many servers other than Amazon's refuse. What is
 * put is covered all the same, for each request is signed over the SHA-256 of its body.
 */
export async function connectS3(settings: S3Settings): Promise<S3Clients> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  const { region, endpoint, accessKeyId, secretAccessKey, forcePathStyle } = settings
  const agent = { keepAlive: true, maxSockets }
  const open = (socketTimeout: number) =>
    new S3Client({
      region,
      ...(endpoint && { endpoint }),
      forcePathStyle,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 4,
      followRegionRedirects: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { ...limits, socketTimeout, throwOnRequestTimeout: true, httpAgent: agent, httpsAgent: agent },
    })
  return { acting: open(limits.socketTimeout), serving: open(0) }
}

/** Whether the bucket has nothing under the key; a bucket that does not exist is another matter. */
export function isMissing(error: unknown): boolean {
  const { name, $metadata } = read(error)
  return name === 'NoSuchKey' || name === 'NotFound' || ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket')
}

/**
 * What went wrong at the store, as a sentence for whoever waits for it: DocketError `unavailable`, for the copy itself may
 * be whole. The cause goes to the log.
 */
export function s3Failure(error: unknown): DocketError {
  if (error instanceof DocketError) return error
  const { name, $metadata } = read(error)
  const status = $metadata?.httpStatusCode ?? 0
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429
  const message = refused
    ? `The S3 store refused this server (${name}), so nothing was done. An administrator has to check its bucket, key and rights.`
    : 'The S3 store could not be reached just now, so nothing was done. Try again in a minute; if it stays so, tell an administrator.'
  return new DocketError('unavailable', message, { retryAfterSeconds: 60, cause: error })
}

function read(error: unknown): { name?: string; $metadata?: { httpStatusCode?: number } } {
  return typeof error === 'object' && error !== null ? error : {}
}
