import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Docket, inDatabase } from '../south/docket'
import { boundary, multipartBody } from '../support/multipart'
import type { Browsing } from './member'

export interface Given {
  filename: string
  type: string
  body: Buffer
}

const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` }

/** Looks again and again until what is seen is what is waited for. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, seconds: number): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${JSON.stringify(seen)}`)
    await pause(200)
  }
}

/** A client of the Detect API of one Docket. */
export function apiOf(docket: Docket, key: string) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<any> => {
    const headers = { authorization: `Bearer ${key}`, ...init.headers }
    const answer = await fetch(`${docket.url}/api/v2${path}`, { method, ...init, headers })
    const body = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(body)}`)
    return body
  }
  const form = (path: string, parts: Parameters<typeof multipartBody>[0]) =>
    call('POST', path, { headers: multipart, body: new Uint8Array(multipartBody(parts)) })
  const json = (path: string, body: unknown, method = 'POST') =>
    call(method, path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const flag = { name: 'zero_retention_mode', body: 'true' }
  return {
    call,
    json,
    /** The file before the flag, so that nothing of the request tells beforehand that it must not be kept. */
    async upload(file: Given): Promise<string> {
      return (await form('/detect', [{ name: 'file', ...file }, flag])).item.uuid
    },
    async byUrl(url: string): Promise<string> {
      return (await json('/detect', { url, zero_retention_mode: true })).item.uuid
    },
    async byToken(file: Given): Promise<string> {
      const { token } = await form('/secure_uploads', [{ name: 'file', ...file }])
      return (await json('/detect', { media_token: token, zero_retention_mode: true })).item.uuid
    },
    async batch(files: Given[]): Promise<string[]> {
      const { item } = await form('/detect/batch', [...files.map((file) => ({ name: 'files[]', ...file })), flag])
      return item.detect_uuids
    },
  }
}

/** Hands a file in as the Submit page does; answers the case's number. */
export async function submitOnPortal(member: Browsing, file: Given, zeroRetention = true): Promise<number> {
  const body = multipartBody([
    { name: 'zero_retention_mode', body: String(zeroRetention) },
    { name: 'file', ...file },
  ])
  const answer = await member.post('/api/uploads', new Uint8Array(body), multipart)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the portal answered ${answer.status}: ${text}`)
  return JSON.parse(text).caseNumber
}

export interface Standing {
  number: number
  state: string
  retention: string
  status: string
  reason: string | null
  failure: string | null
}

/** How every zero-retention case of a Docket stands. */
export function standings(docket: Docket): Promise<Standing[]> {
  return inDatabase(
    docket,
    (sql) => sql<Standing[]>`
      select c.number, c.state, c.retention, d.status, c.purge_reason as reason, c.failure
      from cases c join detections d on d.case_id = c.id
      where c.zero_retention order by c.number`,
  )
}

/** Serves one file at any path; its requests come back. */
export async function serveFile(body: Buffer): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = http.createServer((_, response) =>
    response.writeHead(200, { 'content-length': body.length }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true })
}
