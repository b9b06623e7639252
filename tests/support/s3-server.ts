import crypto from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { S3Settings } from '@/lib/media/stores/s3-client'
import { faultOfSignature } from './s3-signature'

interface Version {
  id: string
  /** Null marks a deletion. */
  bytes: Buffer | null
  at: Date
}

/** What a request comes to instead of its answer: a status, or a connection that is cut after some bytes. */
export type Fault = number | 'cut' | undefined

/**
 * A stand-in for a server with the S3 API, stricter than most: it checks each signature and the digest of each body, keeps
 * S3's rules for parts, and takes no checksum trailers, which many servers do not know. Loopback only.
 */
export class S3Server {
  readonly settings: S3Settings
  /** Newest last. */
  readonly objects = new Map<string, Version[]>()
  readonly uploads = new Map<string, { key: string; at: Date; parts: Map<number, Buffer> }>()
  readonly requests: string[] = []
  versioned = false
  pageSize = 1000
  fault: (method: string, url: URL) => Fault = () => undefined
  private readonly server: http.Server

  private constructor(server: http.Server, port: number) {
    this.server = server
    this.settings = {
      bucket: 'docket-media',
      region: 'eu-test-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'a secret of the tests',
      forcePathStyle: true,
    }
  }

  /** On any free port unless one is given. */
  static async start(port = 0): Promise<S3Server> {
    const server = http.createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const made = new S3Server(server, (server.address() as AddressInfo).port)
    server.on('request', (request, response) => void made.answer(request, response).catch(() => response.destroy()))
    return made
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** The bytes under a key, as a reader sees them. */
  current(key: string): Version | undefined {
    const newest = this.objects.get(key)?.at(-1)
    return newest?.bytes ? newest : undefined
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://host')
    const method = request.method ?? ''
    this.requests.push(`${method} ${url.pathname}${url.search}`)
    const fault = this.fault(method, url)
    if (fault === 'cut' && method !== 'GET') {
      await new Promise((resolve) => request.once('data', resolve))
      request.socket.destroy()
      return
    }
    const body = await buffer(request)
    if (typeof fault === 'number') return refuse(response, fault, fault === 403 ? 'AccessDenied' : 'InternalError')
    const unknown = Object.keys(request.headers).find((name) => /^x-amz-(trailer|checksum-|sdk-checksum)/.test(name))
    if (unknown) return refuse(response, 501, 'NotImplemented')
    const wrong = faultOfSignature(request, body, this.settings)
    if (wrong) return refuse(response, wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, wrong)
    const [bucket, ...rest] = url.pathname.slice(1).split('/')
    if (bucket !== this.settings.bucket) return refuse(response, 404, 'NoSuchBucket')
    const key = decodeURIComponent(rest.join('/'))
    const query = url.searchParams
    if (key === '' && method === 'GET') return this.list(query, response)
    if (query.has('uploads') && method === 'POST') return this.begin(key, response)
    if (query.has('uploadId')) return this.multipart(method, key, query, body, response)
    if (method === 'PUT') return this.put(key, body, response)
    if (method === 'DELETE') return this.remove(key, query.get('versionId'), response)
    return this.read(request, key, fault === 'cut', response)
  }

  private put(key: string, bytes: Buffer, response: ServerResponse) {
    const version = { id: this.versioned ? crypto.randomUUID() : 'null', bytes, at: new Date() }
    this.objects.set(key, this.versioned ? [...(this.objects.get(key) ?? []), version] : [version])
    response.setHeader('etag', etagOf(bytes)).end()
  }

  private read(request: IncomingMessage, key: string, cut: boolean, response: ServerResponse) {
    const found = this.current(key)
    if (!found?.bytes) return refuse(response, 404, 'NoSuchKey')
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    const size = found.bytes.length
    const bytes = from === undefined ? found.bytes : found.bytes.subarray(Number(from), Number(to) + 1)
    if (bytes.length === 0) return refuse(response, 416, 'InvalidRange')
    if (from !== undefined) {
      response.statusCode = 206
      response.setHeader('content-range', `bytes ${from}-${Math.min(Number(to), size - 1)}/${size}`)
    }
    response.setHeader('content-length', bytes.length).setHeader('etag', etagOf(found.bytes))
    response.setHeader('last-modified', found.at.toUTCString())
    if (request.method === 'HEAD') return void response.end()
    if (!cut) return void response.end(bytes)
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
  }

  private remove(key: string, versionId: string | null, response: ServerResponse) {
    const held = this.objects.get(key) ?? []
    response.statusCode = 204
    if (versionId !== null) {
      response.setHeader('x-amz-version-id', versionId)
      this.objects.set(
        key,
        held.filter(({ id }) => id !== versionId),
      )
    } else if (this.versioned) {
      const marker = { id: crypto.randomUUID(), bytes: null, at: new Date() }
      this.objects.set(key, [...held, marker])
      response.setHeader('x-amz-delete-marker', 'true').setHeader('x-amz-version-id', marker.id)
    } else {
      this.objects.delete(key)
    }
    response.end()
  }

  private begin(key: string, response: ServerResponse) {
    const id = crypto.randomUUID()
    this.uploads.set(id, { key, at: new Date(), parts: new Map() })
    xml(response, 'InitiateMultipartUploadResult', `<Key>${key}</Key><UploadId>${id}</UploadId>`)
  }

  private multipart(method: string, key: string, query: URLSearchParams, body: Buffer, response: ServerResponse) {
    const id = query.get('uploadId') ?? ''
    const upload = this.uploads.get(id)
    if (upload?.key !== key) return refuse(response, 404, 'NoSuchUpload')
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body)
      return void response.setHeader('etag', etagOf(body)).end()
    }
    if (method === 'DELETE') {
      this.uploads.delete(id)
      response.statusCode = 204
      return void response.end()
    }
    const named = [...body.toString().matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"') ?? '',
    }))
    const parts = named.map(({ number }) => upload.parts.get(number))
    if (parts.some((part, i) => !part || etagOf(part) !== named[i]?.etag || named[i]?.number !== i + 1))
      return refuse(response, 400, 'InvalidPart')
    if (parts.slice(0, -1).some((part) => (part?.length ?? 0) < 5 * 1024 * 1024))
      return refuse(response, 400, 'EntityTooSmall')
    this.uploads.delete(id)
    const whole = Buffer.concat(parts as Buffer[])
    this.objects.set(key, [{ id: 'null', bytes: whole, at: new Date() }])
    xml(response, 'CompleteMultipartUploadResult', `<Key>${key}</Key><ETag>${etagOf(whole)}</ETag>`)
  }

  private list(query: URLSearchParams, response: ServerResponse) {
    const prefix = query.get('prefix') ?? ''
    if (query.has('uploads')) {
      const found = [...this.uploads].filter(([, { key }]) => key.startsWith(prefix))
      const entry = ([id, { key, at }]: (typeof found)[number]) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`
      return xml(response, 'ListMultipartUploadsResult', found.map(entry).join(''))
    }
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    if (query.has('versions')) {
      const entries = keys.flatMap((key) =>
        (this.objects.get(key) ?? []).map(({ id, bytes }) => {
          const name = bytes ? 'Version' : 'DeleteMarker'
          return `<${name}><Key>${key}</Key><VersionId>${id}</VersionId></${name}>`
        }),
      )
      return xml(response, 'ListVersionsResult', entries.join(''))
    }
    const after = query.get('continuation-token') ?? ''
    const rest = keys.filter((key) => key > after && this.current(key))
    const page = rest.slice(0, this.pageSize)
    const more = rest.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    const entries = page.map((key) => {
      const { at, bytes } = this.current(key) as Version
      return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes?.length}</Size></Contents>`
    })
    xml(response, 'ListBucketResult', `<IsTruncated>${more !== ''}</IsTruncated>${more}${entries.join('')}`)
  }
}

function etagOf(bytes: Buffer): string {
  return `"${crypto.createHash('md5').update(bytes).digest('hex')}"`
}

function xml(response: ServerResponse, name: string, inner: string): void {
  response.setHeader('content-type', 'application/xml')
  response.end(`<?xml version="1.0" encoding="UTF-8"?><${name}>${inner}</${name}>`)
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status
  xml(response, 'Error', `<Code>${code}</Code><Message>${code}</Message>`)
}
