import { isRedactedName } from '@/lib/media/is-redacted-name'
import { isMarked } from '../marker'
import type { Connection } from '../read-connection'
import { multipartForm, type SentFile } from './multipart-form'
import { type RemoteReply, readItem, readReply } from './read-reply'
import { hostOf } from './remote-agent'
import { callRemote, forUploads } from './remote-call'
import { RemoteFailure, unreadable } from './remote-failure'
import { parametersOf, type RemoteSubmission } from './submission-form'

/** An answer on a detection: as it was read, and as it came. */
export interface Answered {
  reply: RemoteReply
  raw: unknown
}

/** Submits a file of at most 150 MiB, streamed from the disk. Throws RemoteFailure, `maybeDone` where a look is due. */
export async function submitFile(
  connection: Connection,
  submission: RemoteSubmission,
  file: Omit<SentFile, 'filename'>,
  signal: AbortSignal,
): Promise<Answered> {
  const form = await multipartForm(parametersOf(submission), { ...file, filename: submission.marker })
  return answered(connection, await sendForm(connection, '/detect', form, signal, submission.idempotencyKey))
}

/** Uploads a file of any size that the API must not host, and answers its token. Nothing is analysed or paid for yet. */
export async function secureUpload(connection: Connection, file: SentFile, signal: AbortSignal): Promise<string> {
  const raw = await sendForm(connection, '/secure_uploads', await multipartForm({}, file), signal)
  const { token, item } = (raw ?? {}) as { token?: unknown; item?: { token?: unknown } | null }
  const found = [token, item?.token].find((one) => typeof one === 'string' && one.length > 0 && one.length < 16_384)
  if (typeof found === 'string') return found
  throw unreadable(hostOf(connection), 'took the file, but answered without a token for it.', { permanent: true })
}

/** Submits a secure upload by its token, which is good for one submission. */
export async function submitToken(
  connection: Connection,
  submission: RemoteSubmission,
  token: string,
  signal: AbortSignal,
): Promise<Answered> {
  return submitJson(connection, submission, { media_token: token }, signal)
}

/** Submits media by its public address. */
export async function submitUrl(
  connection: Connection,
  submission: RemoteSubmission,
  url: string,
  signal: AbortSignal,
): Promise<Answered> {
  return submitJson(connection, submission, { url }, signal)
}

/** How a detection stands, by its uuid as the API spelled it. Throws RemoteFailure; `status` 404: it is not there (any more). */
export async function getDetection(connection: Connection, uuid: string, signal: AbortSignal): Promise<Answered> {
  return answered(connection, await callRemote(connection, { method: 'GET', path: pathOf(uuid), signal }))
}

/** Deletes a detection with its media. Whether it was there. */
export async function deleteDetection(connection: Connection, uuid: string, signal: AbortSignal): Promise<boolean> {
  try {
    await callRemote(connection, { method: 'DELETE', path: pathOf(uuid), signal })
    return true
  } catch (error) {
    if (error instanceof RemoteFailure && error.status === 404 && error.kind === 'refused') return false
    throw error
  }
}

/** What a submission is looked for by whose answer was lost. */
export interface LostSubmission {
  marker: string
  /** When it was first sent, by our clock. */
  since: Date
  zeroRetention: boolean
  /** Where it was submitted by address: what the API makes of it is called after that. */
  sourceUrl: string | null
  /** Before each page: waits for a turn, and throws to give up. */
  beforePage?: () => Promise<void>
}

/** What a look through an API's list brought. */
export interface Search {
  /** It carries the marker, so it is this one. */
  found: RemoteReply | null
  /** Young enough, and of a form in which no marker is shown: under zero retention, and by address. Newest first. */
  possible: RemoteReply[]
  /** Whether all that is young enough was looked through; otherwise nothing is said of what was not found. */
  complete: boolean
  /** All that was seen is another Docket's, which answers the same Idempotency-Key with the same detection. */
  ofDocket: boolean
}

const pageSize = 100
const mostPages = 20
/** Another machine's clock may be this much behind. Milliseconds. */
const clockSlack = 5 * 60_000

/** Looks for a submission through the API's list, newest first, back to when it was sent (through 2,000 at most). */
export async function findByMarker(connection: Connection, lost: LostSubmission, signal: AbortSignal): Promise<Search> {
  const oldest = lost.since.getTime() - clockSlack
  const possible: RemoteReply[] = []
  let ofDocket = false
  let before: string | undefined
  for (let page = 1; page <= mostPages; page++) {
    await lost.beforePage?.()
    const path = `/detect?page=${page}&page_size=${pageSize}`
    const { items, pages } = listed(await callRemote(connection, { method: 'GET', path, signal }), connection)
    const replies = items.flatMap((item) => readable(item, connection))
    const found = replies.find(({ filename }) => isMarked(filename, lost.marker))
    ofDocket = replies.length > 0 && (page === 1 || ofDocket) && replies.every(({ docket }) => docket !== null)
    if (found) return { found, possible: [], complete: true, ofDocket }
    const isYoung = ({ createdAt }: RemoteReply) => createdAt !== null && createdAt.getTime() >= oldest
    possible.push(...replies.filter((reply) => isYoung(reply) && mayBe(reply, lost)))
    const last = replies.at(-1)
    // The same page again: the API has no more of them.
    const isLast =
      items.length === 0 || (pages === null ? last !== undefined && last.plainUuid === before : page >= pages)
    before = last?.plainUuid
    if (isLast || (last?.createdAt && !isYoung(last))) return { found: null, possible, complete: true, ofDocket }
  }
  return { found: null, possible, complete: false, ofDocket }
}

function mayBe({ filename, url }: RemoteReply, { zeroRetention, sourceUrl }: LostSubmission): boolean {
  if (zeroRetention) return filename !== null && (isRedactedName(filename) || filename.startsWith('redacted_'))
  if (sourceUrl === null) return false
  if (url === sourceUrl) return true
  const last = new URL(sourceUrl).pathname.split('/').filter(Boolean).at(-1)
  if (filename !== null && last !== undefined && [last, decoded(last)].includes(filename)) return true
  // An address that names no file: what the API calls it is its own affair, unless it is called as another run of ours.
  const named = last !== undefined && /\.\w{2,5}$/.test(last)
  return !named && !/docket-[0-9a-f]{32}/i.test(filename ?? '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An item of a list that cannot be read is none of ours to fail for. */
function readable(item: unknown, connection: Connection): RemoteReply[] {
  try {
    return [readItem(item, hostOf(connection))]
  } catch {
    return []
  }
}

/** `pages`: null where the API does not say how many there are. */
function listed(raw: unknown, connection: Connection): { items: unknown[]; pages: number | null } {
  const { items, num_pages: pages } = (Array.isArray(raw) ? { items: raw } : (raw ?? {})) as Record<string, unknown>
  if (!Array.isArray(items))
    throw unreadable(hostOf(connection), 'answered with JSON that is no list of detections.', { permanent: true })
  return { items, pages: Number(pages) > 0 ? Number(pages) : null }
}

function pathOf(uuid: string): string {
  return `/detect/${encodeURIComponent(uuid)}`
}

function answered(connection: Connection, raw: unknown): Answered {
  return { reply: readReply(raw, hostOf(connection)), raw }
}

async function sendForm(
  connection: Connection,
  path: string,
  form: Awaited<ReturnType<typeof multipartForm>>,
  signal: AbortSignal,
  idempotencyKey?: string,
): Promise<unknown> {
  const { contentType, contentLength, body } = form
  return callRemote(connection, {
    method: 'POST',
    path,
    headers: {
      'content-type': contentType,
      'content-length': String(contentLength),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    body,
    bodyBytes: contentLength,
    harmless: idempotencyKey === undefined,
    patience: forUploads,
    signal,
  })
}

async function submitJson(
  connection: Connection,
  submission: RemoteSubmission,
  source: { media_token: string } | { url: string },
  signal: AbortSignal,
): Promise<Answered> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': submission.idempotencyKey }
  const body = JSON.stringify({ ...source, ...parametersOf(submission) })
  const call = { method: 'POST' as const, path: '/detect', headers, body, patience: forUploads, signal }
  return answered(connection, await callRemote(connection, call))
}
