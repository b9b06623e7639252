import { setTimeout as pause } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { cleanFilename } from './clean-filename'
import { FetchFailure } from './fetch-failure'
import { requireSpace } from './folders'
import { pinnedAgent } from './pinned-agent'
import { type ReceivedFile, receiveFile } from './receive-file'
import { resolveHost } from './resolve-host'
import { fileAtUrl, sniffFetched } from './sniff'
import { checkUrl, type FetchTarget } from './url-rules'

export interface FetchLimits {
  maxBytes: number
  maxSeconds: number
  /** Bytes per second, over each span of `rateSeconds`. */
  minRate: number
  rateSeconds: number
}

/** Time enough for the largest file over a slow line. */
const defaults: Omit<FetchLimits, 'maxBytes'> = { maxSeconds: 7200, minRate: 4096, rateSeconds: 30 }

/** A name that does not exist is looked up once more after this long, should its server have erred. Milliseconds. */
const lookAgainAfter = 1_000

interface Fetching {
  signal: AbortSignal
  /** How the file's name in the incoming folder begins. */
  beginning?: string
  /** It must not be kept: only ciphertext reaches the disk. */
  sealed?: boolean
}

const maxRedirects = 3
const redirects = new Set([301, 302, 303, 307, 308])
const worthAnotherTry = new Set([408, 421, 425, 429, 500, 502, 503, 504])

/**
 * Fetches media from a public HTTPS URL into the incoming folder (trust.md, "URLs we fetch"). The caller keeps the file
 * or removes it. Throws FetchFailure; `permanent` says whether another try could help.
 */
export async function fetchUrl(
  raw: string,
  { signal, beginning = '', sealed = false }: Fetching,
  limits: FetchLimits = { ...defaults, maxBytes: env().FETCH_MAX_MB * 1024 ** 2 },
): Promise<ReceivedFile> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.maxSeconds * 1000)])
  let next = raw
  try {
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const target = checkUrl(next, env().ALLOWED_PRIVATE_HOSTS)
      await lookUp(target, deadline)
      const arrived = await fetchOnce(target, { signal: deadline, beginning, sealed }, limits)
      if (typeof arrived !== 'string') return arrived
      next = arrived
    }
  } catch (error) {
    throw asFailure(error)
  }
  throw permanent('The URL redirects more than three times. Use the address of the file itself.')
}

/** Checks where a host's name leads. Throws FetchFailure `permanent` when it says twice that there is no such name. */
async function lookUp(target: FetchTarget, signal: AbortSignal): Promise<void> {
  const missing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOTFOUND'
  try {
    await resolveHost(target)
  } catch (first) {
    if (!missing(first)) throw first
    await pause(lookAgainAfter, undefined, { signal })
    await resolveHost(target).catch((second: unknown) => {
      throw missing(second) ? permanent('The URL’s host name does not exist. Check the address.', second) : second
    })
  }
}

/** The file, or where the URL redirects to. */
async function fetchOnce(
  target: FetchTarget,
  { signal, beginning, sealed }: Required<Fetching>,
  limits: FetchLimits,
): Promise<ReceivedFile | string> {
  const agent = pinnedAgent(target)
  try {
    const headers = { accept: 'image/*, audio/*, video/*', 'accept-encoding': 'identity', 'user-agent': 'Docket' }
    const answer = await request(target.url, { dispatcher: agent, headers, signal })
    answer.body.on('error', () => {})
    if (redirects.has(answer.statusCode)) return redirectOf(answer, target)
    await refuseAnswer(answer, limits)
    const declared = lengthOf(answer)
    const file = await receiveFile(steadily(answer.body, limits), {
      maxBytes: limits.maxBytes,
      tooLarge: () => tooLarge(limits),
      identify: (head) => sniffFetched(nameIn(target.url), head),
      subject: fileAtUrl,
      beginning,
      sealed,
    })
    if (declared === null || declared === file.sizeBytes) return file
    throw new FetchFailure('The file’s server broke off before the file was complete.', { permanent: false })
  } finally {
    await agent.destroy()
  }
}

function redirectOf(answer: Dispatcher.ResponseData, target: FetchTarget): string {
  const location = single(answer.headers.location)
  if (!location || !URL.canParse(location, target.url))
    throw permanent('The URL redirects to nowhere. Use the address of the file itself.')
  if (/[\p{Cc}\\]/u.test(location))
    throw permanent('The URL redirects to an address that is not well formed. Use the address of the file itself.')
  return new URL(location, target.url).toString()
}

async function refuseAnswer(answer: Dispatcher.ResponseData, limits: FetchLimits): Promise<void> {
  const { statusCode } = answer
  if (worthAnotherTry.has(statusCode)) {
    throw new FetchFailure(`The file’s server answered with an error (${statusCode}).`, { permanent: false })
  }
  if (statusCode === 401 || statusCode === 403)
    throw permanent(`The URL is not open to everyone (${statusCode}). Upload the file instead.`)
  if (statusCode === 404 || statusCode === 410)
    throw permanent(`There is nothing at the URL (${statusCode}). Check the address.`)
  if (statusCode !== 200)
    throw permanent(`The file’s server does not hand the file out (${statusCode}). Upload it instead.`)
  const encoding = single(answer.headers['content-encoding'])
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw permanent('The file’s server packs the file on the way, unasked. Upload it instead.')
  const declared = lengthOf(answer)
  if (declared !== null && declared > limits.maxBytes) throw tooLarge(limits)
  await requireSpace(declared ?? 0)
}

/** Passes a body on, and gives up on one that trickles: it would hold a worker for hours. */
async function* steadily(body: AsyncIterable<Uint8Array>, limits: FetchLimits): AsyncGenerator<Uint8Array> {
  let since = performance.now()
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    const seconds = (performance.now() - since) / 1000
    if (seconds >= limits.rateSeconds) {
      if (bytes / seconds < limits.minRate)
        throw new FetchFailure('The file’s server sends too slowly.', { permanent: false })
      since = performance.now()
      bytes = 0
    }
    yield chunk
  }
}

function asFailure(error: unknown): FetchFailure {
  if (error instanceof FetchFailure) return error
  if (error instanceof DocketError)
    return new FetchFailure(error.message, { permanent: error.code !== 'unavailable', cause: error })
  const cause = (error as Error).cause instanceof DocketError ? (error as Error).cause : undefined
  if (cause instanceof DocketError) return new FetchFailure(cause.message, { permanent: true, cause })
  const code = (error as NodeJS.ErrnoException).code
  const says =
    code === 'EAI_AGAIN' || code === 'ENOTFOUND'
      ? 'The URL’s host name cannot be looked up just now.'
      : 'The file’s server could not be reached, or did not answer in time.'
  return new FetchFailure(says, { permanent: false, cause: error })
}

function nameIn(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return cleanFilename(decodeURIComponent(last))
  } catch {
    return cleanFilename(last)
  }
}

function lengthOf(answer: Dispatcher.ResponseData): number | null {
  const header = single(answer.headers['content-length'])
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

function tooLarge(limits: FetchLimits): FetchFailure {
  return permanent(
    `The file at the URL is larger than ${Math.floor(limits.maxBytes / 1024 ** 2).toLocaleString('en')} MB, the most that is fetched.`,
  )
}

function permanent(message: string, cause?: unknown): FetchFailure {
  return new FetchFailure(message, { permanent: true, cause })
}
