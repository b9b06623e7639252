import crypto from 'node:crypto'
import type http from 'node:http'
import busboy from 'busboy'
import type { Fields, HostedKind } from './hosted-items'

/** A file as it arrived, without its bytes. */
export interface HostedFile {
  field: string
  filename: string
  contentType: string
  sizeBytes: number
  sha256: string
}

/** A request as it arrived. */
export interface HostedRequest {
  method: string
  /** Path and query behind the base URL: `/detect?page=1`. */
  path: string
  /** `POST /detect`, `GET /detect`, `GET /detect/*`, `DELETE /detect/*`, `POST /secure_uploads`, `GET /pictures/*`. */
  route: string
  headers: http.IncomingHttpHeaders
  /** Form fields, JSON members and the query, together. */
  fields: Fields
  file: HostedFile | null
  /** By performance.now(), once it had arrived whole. */
  at: number
}

/** Reads a request to its end, keeping nothing of a file but its measures. Null when the client broke off. */
export async function takeIn(request: http.IncomingMessage, base: string): Promise<HostedRequest | null> {
  const path = (request.url ?? '').replace(base, '')
  const [bare = '', query = ''] = path.split('?')
  const known = bare.replace(/^\/(detect|pictures|stored)\/[^/]+$/, '/$1/*')
  const type = request.headers['content-type'] ?? ''
  try {
    const body = type.startsWith('multipart/') ? await readForm(request) : { ...(await readJson(request)), file: null }
    return {
      method: request.method ?? '',
      path,
      route: `${request.method} ${known}`,
      headers: request.headers,
      fields: { ...Object.fromEntries(new URLSearchParams(query)), ...body.fields },
      file: body.file,
      at: performance.now(),
    }
  } catch {
    return null
  }
}

/** What kind of media a name is that of. */
export function kindOf(name: string): HostedKind {
  const extension = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (/^(jpe?g|png|gif|webp)$/.test(extension)) return 'image'
  return /^(mp4|mov|avi|mkv|webm|3gpp?|wmv)$/.test(extension) ? 'video' : 'audio'
}

async function readJson(request: http.IncomingMessage): Promise<{ fields: Fields }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return { fields: text === '' ? {} : (JSON.parse(text) as Fields) }
}

function readForm(request: http.IncomingMessage): Promise<{ fields: Fields; file: HostedFile | null }> {
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers, defParamCharset: 'utf8' })
    const fields: Fields = {}
    let file: HostedFile | null = null
    form.on('field', (name, value) => {
      fields[name] = value
    })
    form.on('file', (field, stream, { filename = '', mimeType }) => {
      const hash = crypto.createHash('sha256')
      let sizeBytes = 0
      stream.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length
        hash.update(chunk)
      })
      stream.on('end', () => {
        file = { field, filename, contentType: mimeType, sizeBytes, sha256: hash.digest('hex') }
      })
    })
    form.on('close', () => resolve({ fields, file }))
    form.on('error', reject)
    request.on('error', reject)
    request.on('aborted', () => reject(new Error('the client broke off')))
    request.pipe(form)
  })
}
