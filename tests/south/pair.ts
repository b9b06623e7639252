import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import type { Part } from '../conformance/client'
import { boundary, multipartBody } from '../support/multipart'
import { inDatabase } from './docket'
import { type Gate, openGate } from './gate'
import type { Pair } from './start-two'

export const pair: Pair = inject('pair')

/** The two gates of a test file, open and empty before each test: the way to the second's API, and back. */
export function useGates(): { api: Gate; callbacks: Gate } {
  const gates = {} as { api: Gate; callbacks: Gate }
  beforeAll(async () => {
    gates.api = await openGate(pair.gates.api, pair.second.port)
    gates.callbacks = await openGate(pair.gates.callbacks, pair.first.port)
  })
  beforeEach(() => {
    for (const gate of [gates.api, gates.callbacks]) Object.assign(gate, { shut: false, passed: [] })
  })
  afterAll(async () => {
    await gates.api.close()
    await gates.callbacks.close()
  })
  return gates
}

export const submission = /^POST \/api\/v2\/detect$/
export const upload = /^POST \/api\/v2\/secure_uploads$/
export const question = /^GET \/api\/v2\/detect\/\w+$/
export const callback = /^POST \/api\/callbacks\/detection\//

type Which = 'first' | 'second'

/** A request to the API of one of the two, without a gate between. */
export async function ask(which: Which, method: string, path: string, given: RequestInit = {}) {
  const key = which === 'first' ? pair.firstKey : pair.secondKey
  const response = await fetch(`${pair[which].url}/api/v2${path}`, {
    method,
    ...given,
    headers: { authorization: `Bearer ${key}`, ...given.headers },
  })
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  return { status: response.status, body: (await response.json()) as any }
}

/** Hands a file, or a URL, in at the first; answers the detection's uuid there. */
export async function handIn(what: Part | { url: string }, fields: Record<string, string> = {}): Promise<string> {
  const given =
    'url' in what
      ? {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...what, ...fields }),
        }
      : {
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
          body: new Uint8Array(
            multipartBody([
              ...Object.entries(fields).map(([name, body]) => ({ name, body })),
              { name: 'file', ...what },
            ]),
          ),
        }
  const { status, body } = await ask('first', 'POST', '/detect', given)
  if (status !== 200) throw new Error(`the first answered ${status}: ${JSON.stringify(body)}`)
  return body.item.uuid
}

/** The item of a detection on one of the two. */
// biome-ignore lint/suspicious/noExplicitAny: items are looked into freely.
export async function itemAt(which: Which, uuid: string): Promise<any> {
  const { status, body } = await ask(which, 'GET', `/detect/${uuid}`)
  if (status !== 200) throw new Error(`the ${which} answered ${status}: ${JSON.stringify(body)}`)
  return body.item
}

/** The item of a detection of the first once it has ended. */
export async function ended(uuid: string, seconds = 40) {
  return until(
    () => itemAt('first', uuid),
    (item) => item.status !== 'processing',
    seconds,
  )
}

/** Looks again and again until what is seen is what is waited for. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, seconds = 20): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${JSON.stringify(seen)}`)
    await pause(100)
  }
}

export interface Standing {
  state: 'queued' | 'sending' | 'sent' | 'ended'
  remote_uuid: string | null
  sends: number
  polls: number
  trouble: string | null
  trouble_for_admin: string | null
  marker: string
  status: string
  /** What a moderator reads while it runs. */
  stage: string | null
}

/** How a detection of the first stands there. */
export async function standingOf(uuid: string): Promise<Standing> {
  const [row] = await inDatabase(
    pair.first,
    (sql) => sql<Standing[]>`
      select r.*, d.status, d.stage from remote_runs r join detections d on d.id = r.detection_id
      where r.detection_id = ${uuid}`,
  )
  if (!row) throw new Error(`nothing is known of ${uuid}`)
  return row
}

/** How many detections of a file, by what it is called there, the second has. */
export async function madeAtSecond(uuid: string): Promise<number> {
  const { marker } = await standingOf(uuid)
  return inDatabase(pair.second, async (sql) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from detections d join media m on m.case_id = d.case_id and m.copy = 'original'
      where m.filename = ${marker}`
    return row?.count ?? 0
  })
}

/** How many detections, whatever of, one of the two has. */
export async function countAt(which: Which): Promise<number> {
  return inDatabase(pair[which], async (sql) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from detections`
    return row?.count ?? 0
  })
}

/** What the first's trail tells of a detection, in order. */
export async function trailOf(uuid: string): Promise<string[]> {
  const rows = await inDatabase(
    pair.first,
    (sql) => sql<{ type: string }[]>`
      select e.type from audit_events e join detections d on d.case_id = e.case_id
      where d.id = ${uuid} and e.type like 'detection.%' order by e.id`,
  )
  return rows.map(({ type }) => type)
}

/** Its trail when all went well: each thing once. */
export const onceEach = ['detection.started', 'detection.sent', 'detection.completed']
