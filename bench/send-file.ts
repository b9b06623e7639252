import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const boundary = 'docket-bench'

interface Sent {
  status: number
  body: string
  /** From the first byte sent to the last received. */
  milliseconds: number
}

/** Posts a file as multipart/form-data, streamed from disk with its length announced, as curl does. */
export function sendFile(url: string, file: string, headers: Record<string, string> = {}): Promise<Sent> {
  const bytes = fs.createReadStream(file, { highWaterMark: 256 * 1024 })
  return sendBytes(url, { name: path.basename(file), size: fs.statSync(file).size, bytes }, headers)
}

interface Bytes {
  name: string
  /** Of all its bytes. */
  size: number
  bytes: Readable
}

/** Posts bytes as a file, as `sendFile` does; no more of them is held than the connection takes. */
export async function sendBytes(
  url: string,
  { name, size, bytes }: Bytes,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const tail = `\r\n--${boundary}--\r\n`
  const length = head.length + size + tail.length
  const began = performance.now()
  const request = http.request(url, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': length, ...headers },
  })
  const answered = new Promise<http.IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  )
  request.write(head)
  await pipeline(bytes, request, { end: false })
  request.end(tail)
  const answer = await answered
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return {
    status: answer.statusCode ?? 0,
    body: Buffer.concat(chunks).toString(),
    milliseconds: performance.now() - began,
  }
}

/** POST /api/v2/detect with a file. Throws unless it is taken. */
export async function detectFile(
  product: { url: string; key: string },
  file: string,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const sent = await sendFile(`${product.url}/api/v2/detect`, file, {
    authorization: `Bearer ${product.key}`,
    ...headers,
  })
  if (sent.status !== 200) throw new Error(`POST /api/v2/detect answered ${sent.status}: ${sent.body}`)
  return sent
}
