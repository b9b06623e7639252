import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type KeptFile, UploadThingFiles } from './uploadthing-files'

/*
 * UploadThing as its library (7.7.4) and its documents describe it, over real HTTP on loopback: presigned uploads that can
 * be resumed, signed reports of what arrived, the REST API, and private files that only a signed URL reads. It is a stand-in:
 * the real service cannot be reached from a test.
 */

const apiKey = 'sk_live_standin'
const appId = 'standinapp'

interface Registered {
  metadata: unknown
  isDev: boolean
  callbackUrl: string
  callbackSlug: string
  awaitServerData: boolean
}

export interface UploadThingStandIn {
  origin: string
  /** What points Docket, or the library alone, to it. */
  settings: Record<string, string>
  files: UploadThingFiles
  /** Every request but the browser's preflights, as `PUT /key`. */
  seen: string[]
  /** Every report it sent: body and signature, to be sent again. */
  reports: { url: string; body: string; signature: string }[]
  /** How it misbehaves. `breakAfter`: cuts the next uploads’ lines so far in; `refuse`: so many uploads' keys are taken. */
  faults: {
    breakAfter: number[]
    refuse: number
    down: boolean
    undeletable: boolean
    muteReports: boolean
    slowRegistration: number
  }
  sign(text: string): string
  close(): Promise<void>
}

/** Starts one. `reach`: where it finds a callback's public address, as a name server and a proxy would say. */
export async function startUploadThing(reach: (url: string) => string = (url) => url): Promise<UploadThingStandIn> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-uploadthing-'))
  const files = new UploadThingFiles(folder)
  const faults = {
    breakAfter: [] as number[],
    refuse: 0,
    down: false,
    undeletable: false,
    muteReports: false,
    slowRegistration: 0,
  }
  const seen: string[] = []
  const reports: UploadThingStandIn['reports'] = []
  const registered = new Map<string, Registered>()
  const streams = new Map<string, http.ServerResponse>()
  const answers = new Map<string, unknown>()
  let origin = ''

  /** Whether a URL is signed by the key, unchanged, and has not run out. */
  const holds = (url: URL) => {
    const given = Buffer.from(url.searchParams.get('signature') ?? '')
    const wanted = Buffer.from(sign(url.href.replace(/[?&]signature=[^&]*$/, '')))
    const right = given.length === wanted.length && crypto.timingSafeEqual(given, wanted)
    return right && Number(url.searchParams.get('expires')) > Date.now()
  }
  const param = (url: URL, name: string) => {
    const value = url.searchParams.get(`x-ut-${name}`)
    return value === null ? null : decodeURIComponent(value)
  }

  async function upload(request: http.IncomingMessage, response: http.ServerResponse, url: URL, key: string) {
    let file = files.byKey.get(key)
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (faults.refuse > 0 || (file?.complete && start < file.size)) {
      faults.refuse = Math.max(0, faults.refuse - 1)
      request.resume()
      return json(response, 409, { error: 'a file with this key exists' })
    }
    file ??= files.begin({
      key,
      customId: param(url, 'custom-id'),
      name: param(url, 'file-name') ?? '',
      size: Number(param(url, 'file-size')),
      type: param(url, 'file-type') ?? '',
      acl: param(url, 'acl') ?? 'public-read',
    })
    if (start !== file.received) return json(response, 416, { error: `expected the bytes from ${file.received}` })
    await files.append(file, request.headers, request, faults.breakAfter.shift() ?? Number.POSITIVE_INFINITY)
    if (file.received !== file.size) {
      const received = file.received
      files.remove(file)
      return json(response, 400, { error: `${received} bytes arrived of ${file.size}` })
    }
    const first = !file.complete
    file.complete = true
    const said = { url: urlOf(file), appUrl: urlOf(file), ufsUrl: urlOf(file), fileHash: files.md5(file) }
    const waiting = registered.get(key)
    if (first && waiting) await report(file, said, waiting)
    json(response, 200, { ...said, serverData: waiting?.awaitServerData ? (answers.get(key) ?? null) : null })
  }

  const urlOf = (file: KeptFile) => `${origin}/a/${appId}/${file.key}`

  async function report(file: KeptFile, said: Record<string, string>, to: Registered) {
    const { name, size, type, customId, key } = file
    const told = { name, size, type, customId, key, lastModified: file.uploadedAt, ...said }
    const body = JSON.stringify({ status: 'uploaded', file: told, origin, metadata: to.metadata })
    const callback = new URL(to.callbackUrl)
    callback.searchParams.set('slug', to.callbackSlug)
    reports.push({ url: callback.href, body, signature: sign(body) })
    if (faults.muteReports) return
    if (to.isDev) {
      const stream = streams.get(key)
      const answered = until(() => answers.has(key))
      stream?.end(`${JSON.stringify({ payload: body, signature: sign(body), hook: 'callback' })}\n`)
      await answered
      return
    }
    const headers = {
      'content-type': 'application/json',
      'uploadthing-hook': 'callback',
      'x-uploadthing-signature': sign(body),
    }
    await fetch(reach(callback.href), { method: 'POST', headers, body })
    await until(() => answers.has(key))
  }

  async function api(name: string, body: Record<string, never>, response: http.ServerResponse) {
    if (name === 'prepareUpload') return json(response, 200, presign(body))
    if (name === 'listFiles') {
      const { limit = 500, offset = 0 } = body as { limit?: number; offset?: number }
      const all = [...files.byKey.values()]
      const listed = all.slice(offset, offset + limit).map(({ key, customId, name, size, complete, uploadedAt }) => {
        return { id: key, key, customId, name, size, status: complete ? 'Uploaded' : 'Uploading', uploadedAt }
      })
      return json(response, 200, { hasMore: offset + limit < all.length, files: listed })
    }
    if (name !== 'deleteFiles') return json(response, 404, { error: `no ${name} here` })
    const { fileKeys = [], customIds = [] } = body as { fileKeys?: string[]; customIds?: string[] }
    const meant = [...files.byKey.values()].filter(
      ({ key, customId }) => fileKeys.includes(key) || (customId !== null && customIds.includes(customId)),
    )
    if (!faults.undeletable) for (const file of meant) files.remove(file)
    json(response, 200, { success: true, deletedCount: meant.length })
  }

  function presign(wanted: Record<string, string | number>) {
    const key = `${appId}${crypto.randomBytes(18).toString('base64url')}`
    const url = new URL(`${origin}/${key}`)
    url.searchParams.append('expires', String(Date.now() + 3600_000))
    const named = { 'file-name': 'fileName', 'file-size': 'fileSize', 'file-type': 'fileType', 'custom-id': 'customId' }
    for (const [name, field] of [...Object.entries(named), ['acl', 'acl'] as const]) {
      if (wanted[field] !== undefined) url.searchParams.append(`x-ut-${name}`, encodeURIComponent(wanted[field]))
    }
    url.searchParams.append('x-ut-identifier', appId)
    const signature = sign(url.toString())
    url.searchParams.append('signature', signature)
    return { key, url: url.href }
  }

  function register(body: Registered & { fileKeys: string[] }, response: http.ServerResponse) {
    for (const key of body.fileKeys) registered.set(key, body)
    if (!body.isDev) return json(response, 200, { ok: true })
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders()
    for (const key of body.fileKeys) streams.set(key, response)
  }

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const url = new URL(request.url ?? '/', origin)
    const last = url.pathname.split('/').at(-1) ?? ''
    allowOrigins(request, response)
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    seen.push(`${request.method} ${url.pathname}`)
    if (faults.down) return json(response, 503, { error: 'down' })
    if (request.method === 'POST') {
      if (request.headers['x-uploadthing-api-key'] !== apiKey) return json(response, 401, { error: 'unauthorized' })
      const body = await bodyOf(request)
      if (url.pathname === '/route-metadata') {
        await new Promise((resolve) => setTimeout(resolve, faults.slowRegistration))
        return register(body, response)
      }
      if (url.pathname !== '/callback-result') return api(last, body, response)
      answers.set(body.fileKey, body.callbackData)
      return json(response, 200, { ok: true })
    }
    const signed = holds(url)
    if (request.method === 'GET') {
      const file = files.find(last)
      if (!signed && file?.acl !== 'public-read') return json(response, 403, { error: 'signature' })
      return file ? serve(request, response, file) : json(response, 404, { error: 'no such file' })
    }
    if (!signed) return json(response, 403, { error: 'signature' })
    if (request.method === 'PUT') return upload(request, response, url, last)
    response.setHeader('x-ut-range-start', String(files.byKey.get(last)?.received ?? 0))
    response.writeHead(200).end()
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => {
      response.destroy()
      request.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `localhost:${(server.address() as AddressInfo).port}`
  origin = `http://${host}`
  const token = { apiKey, appId, regions: ['sea1'], ingestHost: 'ingest.uploadthing.com' }
  const settings = {
    UPLOADTHING_TOKEN: Buffer.from(JSON.stringify(token)).toString('base64'),
    UPLOADTHING_API_URL: origin,
    UPLOADTHING_INGEST_URL: origin,
    UPLOADTHING_UFS_HOST: host,
    UPLOADTHING_UFS_APP_ID_LOCATION: 'path',
  }
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { origin, settings, files, seen, reports, faults, sign, close }
}

function sign(text: string): string {
  return `hmac-sha256=${crypto.createHmac('sha256', apiKey).update(text).digest('hex')}`
}

function serve(request: http.IncomingMessage, response: http.ServerResponse, file: KeptFile): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  const end = Math.min(to ? Number(to) : file.size - 1, file.size - 1)
  if (start >= file.size) {
    json(response, 416, { error: 'range' })
    return
  }
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': file.type,
    'content-length': end - start + 1,
    ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${file.size}` }),
  })
  fs.createReadStream(file.path, { start, end }).pipe(response)
}

function allowOrigins(request: http.IncomingMessage, response: http.ServerResponse): void {
  const headers = 'b3, traceparent, range, x-uploadthing-version, content-type'
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  response.setHeader('access-control-allow-headers', headers)
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST')
  response.setHeader('access-control-expose-headers', 'x-ut-range-start')
}

async function bodyOf(request: http.IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString() || '{}')
}

function json(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Waits until something holds, ten seconds at most. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 20))
}
