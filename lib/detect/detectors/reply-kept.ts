import { labels } from '@/lib/engine/analysis'
import { storable } from '@/lib/engine/storable'
import { isRecord } from './reply-values'

/** A reply is kept up to this size, as JSON text; what is larger is cut to its fields that tell nothing of the media. */
export const largestKept = 262_144

/** Texts longer than this are kept as their length alone: pictures in data URIs, whole transcripts. */
const longestKept = 8192
const mostKept = 2000
const deepestKept = 12

/** What may be kept where nothing from which the media could be seen, heard or recognised may be. */
const bareFields = [
  'uuid',
  'status',
  'media_type',
  'duration',
  'modality',
  'face_only',
  'visualize',
  'audio_source_tracing_enabled',
  'use_ood_detector',
  'zero_retention_mode',
]
const moments = ['file_deleted_at', 'created_at', 'updated_at']
const bareMetrics = [
  'type',
  'label',
  'conclusion',
  'score',
  'certainty',
  'certainty (%)',
  'timestamp',
  'consistency',
  'aggregated_score',
]

/**
 * What is kept of a reply beside what was read from it: its item, without long texts and pictures. Under zero retention
 * only fields that tell nothing of the media: no name, address, picture, report, manifest or message.
 */
export function allowedReply(body: unknown, zeroRetention: boolean): Record<string, unknown> {
  const item = isRecord(body) && isRecord(body.item) ? body.item : isRecord(body) ? body : {}
  if (zeroRetention) return bareReply(item)
  const whole = storable(shortened(item, 0)) as Record<string, unknown>
  return JSON.stringify(whole).length <= largestKept ? whole : { ...bareReply(item), shortened: true }
}

function bareReply(item: Record<string, unknown>): Record<string, unknown> {
  const metrics = ['metrics', 'image_metrics', 'video_metrics'].flatMap((name) => {
    const found = item[name]
    return isRecord(found) ? [[name, bareNode(found, 0)] as const] : []
  })
  return { ...plainFields(item, bareFields), ...momentsOf(item), ...Object.fromEntries(metrics) }
}

function bareNode(node: Record<string, unknown>, depth: number): Record<string, unknown> {
  const { children, ifl } = node
  const below = Array.isArray(children) && depth < 5 ? children.slice(0, mostKept).filter(isRecord) : []
  return {
    ...plainFields(node, bareMetrics),
    ...(isRecord(ifl) && { ifl: plainFields(ifl, ['score']) }),
    ...(below.length > 0 && { children: below.map((child) => bareNode(child, depth + 1)) }),
  }
}

/** Moments in one spelling: as text they are read so liberally that a word fits in. */
function momentsOf(item: Record<string, unknown>): Record<string, string | null> {
  const said = moments.flatMap((name): [string, string | null][] => {
    const value = item[name]
    if (value === null) return [[name, null]]
    const moment = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
    return Number.isNaN(moment.getTime()) ? [] : [[name, moment.toISOString()]]
  })
  return Object.fromEntries(said)
}

/** Fields that hold what they are meant to: the contract's words, and numbers. */
function plainFields(record: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (isPlain(record[name]) ? [[name, record[name]]] : [])))
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return true
  if (Array.isArray(value)) return value.length <= 50_000 && value.every((one) => !Array.isArray(one) && isPlain(one))
  return typeof value === 'string' && (value === '' || numeral.test(value) || words.has(value.trim().toLowerCase()))
}

/** Numbers, percentages, seconds, and uuids. */
const numeral = /^\s*([+-]?\d{0,12}\.?\d{1,20}\s*(%|s)?|[0-9a-f-]{32,36})\s*$/i

/** Every word that the contract has for these fields; a name of anybody's is none. */
const words: ReadonlySet<string> = new Set(
  [
    ...labels,
    ...['processing', 'completed', 'failed', 'audio', 'video', 'image', 'all', 'true', 'false'],
    ...['neutral', 'uncertain', 'inconclusive', 'likely_fake', 'likely_real'],
    ...['FinalResult', 'ImageResult', 'VideoResult', 'VideoChunkResult', 'VideoFrameResult', 'Segment', 'Evidence'],
  ].map((word) => word.toLowerCase()),
)

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    const isPicture = /^data:/i.test(value)
    return value.length > longestKept || isPicture
      ? `(${value.length} characters${isPicture ? ' of a picture' : ''})`
      : value
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepestKept) return '(deeper)'
  if (Array.isArray(value)) return value.slice(0, 50_000).map((one) => shortened(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one, depth + 1)]))
}
