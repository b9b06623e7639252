import { DocketError } from '@/lib/errors'

/** Products of the hosted API that need its vendor's models, by the first part of their path. */
const vendors = new Map([
  ['agents', 'Agents'],
  ['identity', 'Identity'],
  ['identities', 'Identity'],
  ['signal', 'Signal'],
  ['signals', 'Signal'],
  ['stream', 'Streaming'],
  ['streaming', 'Streaming'],
  ['text_detect', 'Text detection'],
  ['voice_agents', 'Agents'],
  ['watermark', 'Watermarking'],
])

/** Throws DocketError `forbidden`, naming the product, where a path under /api/v2 belongs to one this server lacks. */
export function refuseUnserved(path: string[]): void {
  const product = vendors.get(path[0]?.toLowerCase() ?? '')
  if (!product) return
  const message = `${product} is not served here, so nothing was done: it needs the hosted API’s own models.`
  throw new DocketError('forbidden', message)
}
