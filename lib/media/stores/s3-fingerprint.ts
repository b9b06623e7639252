import type { S3Settings } from './s3-client'

/** Amazon's own: a bucket's name is one of a kind there, whichever of its addresses a request goes to. */
const amazon = 's3.amazonaws.com'

/**
 * Which bucket these settings lead to, such as `minio.example.org:9000/media`: the same for every way to spell the address,
 * so that a change to https or of the key strands nothing.
 */
export function s3Fingerprint({ endpoint, bucket }: Pick<S3Settings, 'endpoint' | 'bucket'>): string {
  if (endpoint === undefined) return `${amazon}/${bucket}`
  const { host, pathname } = new URL(endpoint)
  const server = host.endsWith('.amazonaws.com') ? amazon : `${host}${pathname.replace(/\/+$/, '')}`
  return `${server}/${bucket}`
}
