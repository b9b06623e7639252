import { DocketError } from '@/lib/errors'
import { apiRoute } from '@/lib/http/api-route'

/** Products of the hosted API that need its vendor's models, by the first part of their path. */
const products = new Map([
  ['agents', 'Agents'],
  ['identity', 'Identity'],
  ['signal', 'Signal'],
  ['signals', 'Signal'],
  ['stream', 'Streaming'],
  ['streaming', 'Streaming'],
  ['text_detect', 'Text detection'],
  ['voice_agents', 'Agents'],
  ['watermark', 'Watermarking'],
])

const refuse = apiRoute<{ path?: string[] }>(async ({ params: { path = [] } }) => {
  const product = products.get(path[0] ?? '')
  if (product)
    throw new DocketError('forbidden', `${product} is not served here: it needs the hosted API’s own models.`)
  throw new DocketError(
    'not_found',
    `There is nothing at ${['/api/v2', ...path].join('/')} on this server. It serves /api/v2/detect.`,
  )
})

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT }
