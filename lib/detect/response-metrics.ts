import type { Label } from '@/lib/engine/analysis'
import type { AudioMetrics, EvidenceNode, ImageMetrics } from './item-metrics'
import type { DetectionRecord, KeptEvidence, MediaAddress, ShownResult } from './response'
import { sourceOf } from './response-copies'

/** No more sound than this is listened to, from where the part asked for begins (lib/engine/sound/decode-sound.ts). Seconds. */
const longestSound = 4 * 3600

/** How a verdict is spelled for sound: `fake` and `real` where it is clear, the contract's in-between words elsewhere. */
const soundLabels: Record<Label, AudioMetrics['label']> = {
  Fake: 'fake',
  'Likely fake': 'likely fake',
  'Neutral/Uncertain': 'inconclusive',
  'Likely real': 'likely real',
  Real: 'real',
}

/**
 * `metrics`: the verdict on sound, as strings: of a recording, or of a video's sound track by itself
 * (docs/decisions/0025-parts-of-a-video.md). Null where no sound was judged. A window has a score where the voice in it was
 * judged, else null (docs/decisions/0021-sound-windows.md).
 */
export function audioMetrics(
  record: DetectionRecord,
  result: ShownResult,
  addressOf: MediaAddress,
): AudioMetrics | null {
  const judged = judgedBySound(record, result) ? result.verdict : (result.sound ?? null)
  if (judged === null) return null
  const { label, score } = judged
  // What moved the score says so, though nobody spoke.
  const moved = Math.abs(score - (result.baseRate ?? 0.5)) > 1e-6
  const decided = label !== 'Neutral/Uncertain'
  const noSpeech = !moved && !decided && result.doubts.some(({ code }) => code === 'no_speech')
  const picture = mapOf(record)
  return {
    label: soundLabels[label],
    score: windowScores(record, result).map((window) => (window === null ? null : decimal(window))),
    consistency: consistencyOf(windowScores(record, result)),
    aggregated_score: noSpeech ? '-1.0' : decimal(score),
    ...(picture && { image: addressOf(picture) }),
  }
}

/**
 * One place for each window of `frame_length` seconds of the analysed part, with its score where it was judged; none
 * where the length is not known.
 */
function windowScores(record: DetectionRecord, result: ShownResult): (number | null)[] {
  const { frameLength, startRegion } = record.parameters
  const count = Math.ceil((soundSeconds(record, result) ?? 0) / frameLength)
  const scores = Array<number | null>(count).fill(null)
  for (const { start, score } of result.windows ?? []) {
    const place = Math.round((start - Math.max(0, startRegion ?? 0)) / frameLength)
    if (place < count) scores[place] = score
  }
  return scores
}

/** How much the windows agree: 1 - standard deviation / 0.5, not below 0; empty where fewer than two were judged. */
export function consistencyOf(scores: (number | null)[]): string {
  const judged = scores.filter((score) => score !== null)
  if (judged.length < 2) return ''
  const mean = judged.reduce((sum, score) => sum + score, 0) / judged.length
  const deviation = Math.sqrt(judged.reduce((sum, score) => sum + (score - mean) ** 2, 0) / judged.length)
  return decimal(Math.max(0, 1 - deviation / 0.5))
}

/** How many seconds of the sound were asked to be analysed and are there; null where its length is not known. */
export function soundSeconds({ parameters }: DetectionRecord, { mediaType, facts }: ShownResult): number | null {
  if (facts.durationSeconds === null) return null
  const { startRegion, endRegion, maxVideoSecs } = parameters
  const start = Math.max(0, startRegion ?? 0)
  const longest = mediaType === 'video' && maxVideoSecs !== null ? maxVideoSecs : longestSound
  return Math.max(0, Math.min(endRegion ?? Number.POSITIVE_INFINITY, facts.durationSeconds, start + longest) - start)
}

/** `image_metrics`, with the evidence as children. `image` is the map where one was asked for, else the picture itself. */
export function imageMetrics(
  record: DetectionRecord,
  result: ShownResult,
  addressOf: MediaAddress,
): ImageMetrics | null {
  if (result.mediaType !== 'image') return null
  const { label, score, manipulated } = result.verdict
  const map = mapOf(record)
  const shown = map ?? (record.case.zeroRetention ? undefined : record.original?.id)
  return {
    type: 'FinalResult',
    label,
    score: rounded(score),
    image: shown ? addressOf(shown) : null,
    ifl: map ? { score: rounded(manipulated), heatmap: addressOf(map) } : null,
    children: record.evidence.map((piece) => evidenceChild(piece, record, addressOf)),
    ...(record.parameters.useReverseSearch && { reverse_image_search_sources: record.copies.map(sourceOf) }),
  }
}

/** Whether the verdict is one on sound alone. */
export function judgedBySound(record: DetectionRecord, result: ShownResult): boolean {
  return result.mediaType === 'audio' || (result.mediaType === 'video' && record.parameters.modality === 'audio')
}

function evidenceChild(piece: KeptEvidence, record: DetectionRecord, addressOf: MediaAddress): EvidenceNode {
  const { check, title, family, points, status, llr, cap, card } = piece
  const { strong, explain, doesNotShow, facts, region, time } = piece
  const image = record.parameters.visualize && piece.mapMediaId ? addressOf(piece.mapMediaId) : null
  return {
    type: 'Evidence',
    check,
    title,
    family,
    points,
    status,
    llr: rounded(llr),
    ...(cap != null && { cap }),
    ...(card && { card }),
    strong,
    explain,
    does_not_show: doesNotShow,
    facts,
    region,
    time,
    image,
    caption: image && piece.mapCaption,
  }
}

/** The picture of the first piece of evidence that has one: that of a finding before others. */
export function mapOf({ parameters, evidence }: DetectionRecord): string | null {
  if (!parameters.visualize) return null
  const drawn = evidence.filter((piece) => piece.mapMediaId !== null)
  return (drawn.find(({ status }) => status === 'hit') ?? drawn[0])?.mapMediaId ?? null
}

/** A probability as answers give it: to four decimals. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** The same as text, always with a point. */
export function decimal(value: number): string {
  const text = String(rounded(value))
  return text.includes('.') ? text : `${text}.0`
}
