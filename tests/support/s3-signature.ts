import crypto from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const hash = (text: string | Buffer) => crypto.createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => crypto.createHmac('sha256', key).update(text).digest()

/**
 * What is wrong with a request's signature (AWS Signature Version 4, headers), as S3's error code; null when it holds. The
 * body must be the one it was signed over.
 */
export function faultOfSignature(
  request: IncomingMessage,
  body: Buffer,
  keys: { accessKeyId: string; secretAccessKey: string },
): string | null {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
  const [, credential = '', signed = '', signature = ''] = pattern.exec(request.headers.authorization ?? '') ?? []
  const [accessKeyId, date = '', region = '', service = ''] = credential.split('/')
  if (!credential) return 'AccessDenied'
  if (accessKeyId !== keys.accessKeyId) return 'InvalidAccessKeyId'
  const url = new URL(request.url ?? '/', 'http://host')
  const query = [...url.searchParams].map((pair) => pair.map(encode)).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  const payload = String(request.headers['x-amz-content-sha256'])
  const canonical = [
    request.method,
    url.pathname,
    query.map((pair) => pair.join('=')).join('&'),
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    payload,
  ].join('\n')
  const scope = `${date}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join('\n')
  const key = ['aws4_request', service, region, date].reduceRight<Buffer | string>(
    (held, part) => mac(held, part),
    `AWS4${keys.secretAccessKey}`,
  )
  if (mac(key, text).toString('hex') !== signature) return 'SignatureDoesNotMatch'
  return payload === hash(body) ? null : 'XAmzContentSHA256Mismatch'
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
}
