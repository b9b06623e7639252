import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { type Dispatcher, request } from 'undici'
import type { EvidenceMap } from '@/lib/engine/evidence'
import { AnalysisFailure } from '@/lib/engine/failure'
import { runRedraw } from '@/lib/engine/run-redraw'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { pinnedAgent } from '@/lib/media/pinned-agent'
import { checkUrl } from '@/lib/media/url-rules'
import type { Connection } from '../read-connection'
import { agentFor, hostOf } from './remote-agent'
import { RemoteFailure, unreadable } from './remote-failure'

export type FetchedPicture = Omit<EvidenceMap, 'kind' | 'caption'>

/** Bytes of a picture as it arrives, and the longest side it is kept with, in pixels. */
const largest = 16 * 1024 * 1024
const longestSide = 1600

const longest = 60_000
const mostRedirects = 3
const drawn = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/**
 * Fetches the picture an API gave with its verdict, an address or a data URI, into `folder` as a WebP without anything
 * else the file carried. Addresses elsewhere than at the API are guarded like any URL we fetch, and get no key. Throws
 * RemoteFailure; a verdict can do without its picture.
 */
export async function fetchPicture(
  connection: Connection,
  address: string,
  folder: string,
  signal: AbortSignal,
): Promise<FetchedPicture> {
  const host = hostOf(connection)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(longest)])
  try {
    const bytes = /^data:/i.test(address)
      ? inUri(address)
      : await download(connection, atConnection(connection, address), deadline)
    // Not within the time of fetching: others may be drawn first.
    return await redraw(bytes, folder, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RemoteFailure) throw error
    const drawing = error instanceof AnalysisFailure ? 'could not be drawn.' : 'could not be fetched.'
    const said = error instanceof NoPicture ? error.message : drawing
    throw unreadable(host, `gave its verdict a picture that ${said}`, {
      permanent: error instanceof NoPicture,
      cause: error,
    })
  }
}

class NoPicture extends Error {}

function inUri(uri: string): Buffer {
  const comma = uri.indexOf(',')
  if (comma < 0 || !/;base64$/i.test(uri.slice(0, comma))) throw new NoPicture('is not written as base64.')
  if ((uri.length - comma) * 0.75 > largest) throw new NoPicture('is too large.')
  return Buffer.from(uri.slice(comma + 1), 'base64')
}

/** Another Docket names its pictures by its public address; it is asked at the one it is connected by. */
function atConnection({ url }: Connection, address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  return /^\/api\/media\/[0-9a-f-]{36}$/.test(path) ? new URL(path, url).toString() : address
}

async function download(connection: Connection, address: string, signal: AbortSignal): Promise<Buffer> {
  let next = address
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const there = await fetchOnce(connection, next, signal)
    if (typeof there !== 'string') return there
    next = there
  }
  throw new NoPicture('lies behind too many redirects.')
}

/** The bytes, or where the address redirects to. */
async function fetchOnce(connection: Connection, address: string, signal: AbortSignal): Promise<Buffer | string> {
  const own = URL.canParse(address) && new URL(address).origin === new URL(connection.url).origin
  const guard = own ? null : pinnedAgent(guarded(address))
  const dispatcher: Dispatcher = guard ?? agentFor(connection)
  try {
    const answer = await request(address, {
      dispatcher,
      signal,
      headers: {
        accept: 'image/webp, image/png, image/jpeg',
        'user-agent': 'Docket',
        ...(own && { authorization: `Bearer ${connection.key}` }),
      },
      headersTimeout: 20_000,
      bodyTimeout: 20_000,
    })
    answer.body.on('error', () => {})
    const location = [answer.headers.location].flat()[0]
    if (answer.statusCode >= 300 && answer.statusCode < 400 && location) {
      await answer.body.dump()
      if (!URL.canParse(location, address) || /[\p{Cc}\\]/u.test(location)) throw new NoPicture('redirects to nowhere.')
      return new URL(location, address).toString()
    }
    if (answer.statusCode !== 200) {
      await answer.body.dump()
      throw new NoPicture(`its server does not hand out (${answer.statusCode}).`)
    }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer.body) {
      size += chunk.length
      if (size > largest) throw new NoPicture('is too large.')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    await guard?.destroy()
  }
}

function guarded(address: string) {
  try {
    return checkUrl(address, env().ALLOWED_PRIVATE_HOSTS)
  } catch (error) {
    if (error instanceof DocketError)
      throw new NoPicture('lies at an address Docket does not connect to.', { cause: error })
    throw error
  }
}

/** What the bytes are is read from themselves; drawings made of text (SVG) are none of these. Decoded apart, as all media. */
async function redraw(bytes: Buffer, folder: string, signal: AbortSignal): Promise<FetchedPicture> {
  const kind = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!kind || !drawn.has(kind.mime)) throw new NoPicture('is no JPEG, PNG, WebP or GIF.')
  const file = path.join(folder, 'remote-picture')
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    const request = { path: file, workFolder: folder, redrawAs: 'remote-picture.webp' }
    return await runRedraw(
      { ...request, width: longestSide, height: longestSide },
      { memoryMegabytes: env().ANALYSIS_MEMORY_MB, signal },
    )
  } catch (cause) {
    if (cause instanceof AnalysisFailure && cause.permanent) throw new NoPicture('cannot be decoded.', { cause })
    throw cause
  } finally {
    await rm(file, { force: true })
  }
}
