import crypto from 'node:crypto'

/** A JPEG of 32 by 24 pixels as the live service sends heatmaps: inside the reply. */
export const heatmapDataUri =
  'data:image/jpeg;base64,/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAYACADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQF/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AlAJm4AAAAAA//9k='

export type HostedKind = 'audio' | 'image' | 'video'

export type Fields = Record<string, unknown>

/** What the hosted service was asked for, and what has become of it. */
export interface HostedDetection {
  /** As the service spells it: with dashes. */
  uuid: string
  kind: HostedKind
  status: 'processing' | 'completed' | 'failed'
  /** The request's parameters, as text or as JSON had them. */
  fields: Fields
  /** What the client called the file; null for URLs. */
  filename: string | null
  sourceUrl: string | null
  callbackUrl: string | null
  zeroRetention: boolean
  createdAt: Date
  updatedAt: Date
  /** What its item says beside, or instead of, what it would say. */
  overrides: Fields
}

/** A detection as the live service words it; `base` is the service's base URL. */
export function itemOf(detection: HostedDetection, base: string): Fields {
  const { kind, status, fields, zeroRetention } = detection
  const done = status === 'completed'
  const url = zeroRetention || !done ? null : `${base}/stored/${detection.uuid}`
  return {
    uuid: detection.uuid,
    media_type: kind,
    status,
    metrics: done && kind !== 'image' ? audioMetrics(base) : {},
    image_metrics: done && kind === 'image' ? imageMetrics() : null,
    video_metrics: done && kind === 'video' ? videoMetrics() : null,
    audio_source_tracing: null,
    intelligence: null,
    c2pa_manifest: { validation_state: 'NotPresent', active_manifest: null, manifests: {}, validation_results: null },
    url,
    audio_url: url,
    filename: filenameOf(detection),
    duration: done ? '12.48' : null,
    modality: fields.modality ?? 'all',
    face_only: false,
    visualize: fields.visualize === true || fields.visualize === 'true',
    audio_source_tracing_enabled: false,
    use_ood_detector: false,
    extra_params: {},
    pipeline: null,
    zero_retention_mode: zeroRetention,
    file_deleted_at: zeroRetention && done ? detection.updatedAt.toISOString() : null,
    error_message: status === 'failed' ? 'Audio could not be decoded' : null,
    created_at: detection.createdAt.toISOString(),
    updated_at: detection.updatedAt.toISOString(),
    ...detection.overrides,
  }
}

function filenameOf({ zeroRetention, filename, sourceUrl, uuid }: HostedDetection): string {
  const name = filename ?? sourceUrl?.split('/').at(-1) ?? 'media.bin'
  if (!zeroRetention) return name
  const token = crypto.createHash('sha256').update(uuid).digest('hex').slice(0, 24)
  return `redacted_${token}${/\.[a-z0-9]+$/i.exec(name)?.[0] ?? ''}`
}

/** Sound as the live service words it: strings, a null for the tail, a percentage. */
export function audioMetrics(base: string, over: Fields = {}): Fields {
  return {
    label: 'fake',
    score: ['0.9912', '0.9637', '0.9700', null],
    consistency: '97.25%',
    aggregated_score: '0.9701',
    image: `${base}/pictures/spectrogram.png`,
    ...over,
  }
}

/** A picture as the live service words it: the heatmap within the reply. */
export function imageMetrics(over: Fields = {}): Fields {
  return {
    type: 'FinalResult',
    label: 'Likely fake',
    score: '0.7312',
    image: heatmapDataUri,
    ifl: { score: 0.42, heatmap: heatmapDataUri },
    children: [
      {
        type: 'ImageResult',
        conclusion: 'Likely fake',
        score: '0.73',
        children: [{ type: 'Segment', conclusion: 'Fake', score: 0.9 }],
      },
    ],
    ...over,
  }
}

/** A video as the live service words it: three levels, percentages with and without a sign, an empty level. */
export function videoMetrics(over: Fields = {}): Fields {
  const frame = (score: string) => ({
    type: 'VideoFrameResult',
    conclusion: Number(score) >= 0.5 ? 'Fake' : 'Real',
    score,
    certainty: score,
    'certainty (%)': `${(Number(score) * 100).toFixed(1)}%`,
    children: [],
  })
  const chunk = (timestamp: number, scores: string[]) => ({
    type: 'VideoChunkResult',
    conclusion: 'Fake',
    score: scores[0] ?? '0.5',
    certainty: '0.9',
    'certainty (%)': '90.0',
    timestamp,
    children: scores.map(frame),
  })
  return {
    label: 'Fake',
    score: 0.9034,
    certainty: '0.81',
    treeview: 'Video: Fake',
    children: [
      {
        type: 'VideoResult',
        conclusion: 'Fake',
        score: '0.9034',
        certainty: '0.81',
        'certainty (%)': '90.34%',
        children: [chunk(0, ['0.91', '0.88']), chunk(2, ['0.93']), chunk(4, [])],
      },
    ],
    ...over,
  }
}
