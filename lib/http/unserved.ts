import { DocketError } from '@/lib/errors'

/** Products of the hosted API that need its vendor's models, by the first part of their path. */
const vendors = new Map([
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

/** Endpoints of the contract (detect-api.md, section 1) that are not built: method and path, and what they are. */
const unbuilt: [endpoint: RegExp, product: string][] = [
  [/^POST detect\/batch$/, 'batch detection'],
  [/^\w+ detect\/batch\/[^/]+$/, 'batch detection'],
  [/^DELETE detect\/[^/]+$/, 'deleting detections'],
  [/^\w+ detect\/[^/]+\/feedback$/, 'feedback on verdicts'],
  [/^\w+ secure_uploads(\/|$)/, 'secure uploads'],
  [/^\w+ intelligences?(\/|$)/, 'intelligence'],
  [/^\w+ detects\/[^/]+\/intelligence(\/|$)/, 'questions about a detection (intelligence)'],
  [/^\w+ audio_source_tracings(\/|$)/, 'audio source tracing'],
]

/** Throws DocketError `forbidden`, naming the product, where a path under /api/v2 belongs to one this server lacks. */
export function refuseUnserved(method: string, path: string[]): void {
  const vendor = vendors.get(path[0] ?? '')
  if (vendor) throw new DocketError('forbidden', `${vendor} is not served here: it needs the hosted API’s own models.`)
  const asked = `${method} ${path.join('/')}`
  const product = unbuilt.find(([endpoint]) => endpoint.test(asked))?.[1]
  if (product) throw new DocketError('forbidden', `This server does not offer ${product} yet, so nothing was done.`)
}
