import '../support/data-folder'
import crypto from 'node:crypto'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { DefaultHttpStack, Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DELETE, HEAD, PATCH, POST } from '@/app/api/uploads/resumable/[[...id]]/route'
import type { Member } from '@/lib/access/actor'
import { mediaStore } from '@/lib/media/store'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { wav } from '../support/media-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { S3Server } from '../support/s3-server'

// The browser's own client over real connections, some of which break, into the S3 store.
let signedIn: Member
const s3Port = await vi.hoisted(async () => {
  const { createServer } = await import('node:net')
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as { port: number }
  await new Promise((resolve) => free.close(resolve))
  // Settings are read once, by whatever asks first.
  process.env.MEDIA_STORE = 's3'
  process.env.S3_BUCKET = 'docket-media'
  process.env.S3_ENDPOINT = `http://127.0.0.1:${port}`
  process.env.S3_ACCESS_KEY_ID = 'AKIATEST'
  process.env.S3_SECRET_ACCESS_KEY = 'a secret of the tests'
  return port
})
vi.mock('@/lib/access/session', () => ({ authenticateMember: async () => signedIn }))

const db = useTestDatabase()
const routes: Record<string, typeof POST> = { POST, HEAD, PATCH, DELETE }
const bytes = wav(12 * 1024 * 1024)
const own = { origin: 'http://localhost:3000' }
let s3: S3Server
let team: TestTeam
let server: http.Server
let proxy: net.Server
let endpoint: string
/** Bytes that get through before the connection is cut, for each of the next connections. */
const cuts: number[] = []

beforeAll(async () => {
  s3 = await S3Server.start(s3Port)
  team = await makeTeam()
  signedIn = team.moderator
  server = http.createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = net.createServer((client) => {
    const target = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
    const most = cuts.shift() ?? Number.POSITIVE_INFINITY
    let passed = 0
    client.on('data', (chunk) => {
      passed += chunk.length
      target.write(chunk)
      if (passed > most) for (const socket of [client, target]) socket.destroy()
    })
    target.pipe(client)
    for (const socket of [client, target]) socket.on('error', () => {})
    client.on('close', () => target.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/uploads/resumable`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  proxy.close()
  await s3.stop()
})

/** As Next does: a web request of the connection's bytes, and its answer written back. */
async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost:3000')
  const body = ['PATCH', 'POST'].includes(request.method ?? '') ? (Readable.toWeb(request) as ReadableStream) : null
  const init = { method: request.method, headers: request.headers, body, duplex: 'half' } as unknown as RequestInit
  const id = url.pathname.split('/').slice(4).filter(Boolean)
  const answer = await routes[request.method ?? '']?.(new Request(url, init), { params: Promise.resolve({ id }) })
  if (!answer) return void response.writeHead(405).end()
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

function send(upload: (events: { onSuccess(): void; onError(error: Error): void }) => Upload): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const made: Upload = upload({ onSuccess: () => resolve(made), onError: reject })
    made.start()
  })
}

test('an upload whose connection breaks twice arrives whole, in S3, as one case', async () => {
  cuts.push(Number.POSITIVE_INFINITY, 3_000_000, Number.POSITIVE_INFINITY, 2_000_000)
  const offsets: number[] = []
  const agent = new http.Agent({ keepAlive: false })
  const upload = await send(
    (events) =>
      new Upload(bytes, {
        endpoint,
        ...events,
        chunkSize: 8 * 1024 * 1024,
        retryDelays: [10, 10, 10, 10],
        headers: own,
        metadata: { filename: 'long.wav', filetype: 'audio/wav' },
        httpStack: new DefaultHttpStack({ agent }),
        onAfterResponse: (_, response) => {
          const offset = response.getHeader('upload-offset')
          if (offset !== undefined) offsets.push(Number(offset))
        },
      }),
  )
  // After each break it asked how far the server was, and went on from there.
  expect(offsets.filter((offset) => offset > 0 && offset < bytes.length).length).toBeGreaterThanOrEqual(2)
  const answer = await fetch(upload.url ?? '', { method: 'POST', headers: own, body: new URLSearchParams({}) })
  const { caseNumber } = (await answer.json()) as { caseNumber: number }
  expect(answer.status).toBe(200)
  const rows = await db.owner`select m.store, m.store_key, m.sha256 from cases c join media m on m.case_id = c.id
    where c.team_id = ${team.teamId}`
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ store: 's3', sha256: crypto.createHash('sha256').update(bytes).digest('hex') })
  expect((await buffer(await mediaStore('s3').open(rows[0]?.store_key))).equals(bytes)).toBe(true)
  expect(caseNumber).toBe(1)
  expect(s3.uploads.size).toBe(0)
  expect(mediaFiles()).toEqual([])
})
