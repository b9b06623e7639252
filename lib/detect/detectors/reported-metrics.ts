import type { Analysis, Label } from '@/lib/engine/analysis'
import type { Evidence } from '@/lib/engine/evidence'
import type { AudioMetrics, EvidenceNode, ImageMetrics, VideoMetrics } from '../item-metrics'
import type { RemoteReply } from './read-reply'
import { certaintyOf, levelsOf, rounded, type Span } from './reply-levels'
import { type JudgedTrack, tracksOf } from './reply-verdict'

/** What another API measured, in the form we emit (detect-api.md, section 4). Null: nothing of that kind. */
export interface ReportedMetrics {
  metrics: AudioMetrics | null
  image_metrics: ImageMetrics | null
  video_metrics: VideoMetrics | null
}

/** Stands where the address of the kept picture goes; `withAddresses` puts it in. */
export const pictureHere = 'docket:picture'

/** What the reported figures are taken from. */
export interface Reported {
  reply: RemoteReply
  /** As it is kept: redacted under zero retention. */
  analysis: Analysis
  span: Span
  /** Then nothing that repeats words or addresses of the media is taken over. */
  zeroRetention: boolean
}

/** The figures of a completed reply, as our own answers have them. */
export function reportedMetrics(reported: Reported): ReportedMetrics {
  const tracks = tracksOf(reported.reply)
  const of = (name: JudgedTrack['name']) => tracks.find((track) => track.name === name) ?? null
  return {
    metrics: soundMetrics(reported, of('sound')),
    image_metrics: pictureMetrics(reported, of('picture')),
    video_metrics: videoMetrics(reported, of('picture')),
  }
}

/** Where what a result shows is kept; null: it is not. */
export interface KeptAddresses {
  /** Of the API's picture. */
  map: string | null
  /** Of the media itself; null under zero retention. */
  original: string | null
}

/** Reported figures with addresses in place of the marks that `reportedMetrics` left. */
export function withAddresses(
  { metrics, image_metrics: still, video_metrics }: ReportedMetrics,
  { map, original }: KeptAddresses,
): ReportedMetrics {
  const { image, ...sound } = metrics ?? {}
  return {
    metrics: metrics && ({ ...sound, ...(image && map && { image: map }) } as AudioMetrics),
    image_metrics: still && {
      ...still,
      image: (still.image && map) ?? original,
      ifl: still.ifl && map ? { ...still.ifl, heatmap: map } : null,
      children: still.children.map((piece) => {
        const shown = piece.image && map
        return { ...piece, image: shown || null, caption: shown ? piece.caption : null }
      }),
    },
    video_metrics,
  }
}

const soundLabels: Record<Label, AudioMetrics['label']> = {
  Fake: 'fake',
  'Likely fake': 'likely fake',
  'Neutral/Uncertain': 'inconclusive',
  'Likely real': 'likely real',
  Real: 'real',
}

function soundMetrics({ reply: { sound }, analysis }: Reported, track: JudgedTrack | null): AudioMetrics | null {
  if (!sound || (!track && !sound.noSpeech)) return null
  const drawn = analysis.evidence.some(({ map }) => map?.kind === 'spectrogram')
  return {
    label: soundLabels[track?.label ?? 'Neutral/Uncertain'],
    score: sound.windows.map((score) => (score === null ? null : decimal(score))),
    consistency: sound.consistencyText,
    aggregated_score: track ? decimal(track.score) : '-1.0',
    ...(drawn && { image: pictureHere }),
  }
}

function pictureMetrics(
  { reply: { picture }, analysis, zeroRetention }: Reported,
  track: JudgedTrack | null,
): ImageMetrics | null {
  if (!picture || !track) return null
  const drawn = analysis.evidence.some(({ map }) => map?.kind === 'heatmap')
  const sources = zeroRetention ? [] : picture.sources
  return {
    type: 'FinalResult',
    label: track.label,
    score: rounded(track.score),
    image: drawn ? pictureHere : null,
    ifl: drawn ? { score: rounded(picture.ifl?.score ?? track.score), heatmap: pictureHere } : null,
    children: analysis.evidence.map(evidenceNode),
    ...(sources.length > 0 && {
      reverse_image_search_sources: sources.flatMap(({ url, title, reason, verdict, similarity }) =>
        url !== null && similarity !== null
          ? [{ url, title: title ?? '', reason: reason ?? '', verdict, similarity: rounded(similarity) }]
          : [],
      ),
    }),
  }
}

function videoMetrics(
  { reply: { video }, span, zeroRetention }: Reported,
  track: JudgedTrack | null,
): VideoMetrics | null {
  if (!video || !track) return null
  return {
    label: track.label,
    score: rounded(track.score),
    certainty: rounded(video.certainty ?? certaintyOf(track.score)),
    ...(video.treeview !== null && !zeroRetention && { treeview: video.treeview }),
    children: levelsOf(video, span),
  }
}

function evidenceNode({ map, region, time, doesNotShow, carded: _, llr, ...piece }: Evidence): EvidenceNode {
  return {
    type: 'Evidence',
    ...piece,
    llr: rounded(llr),
    does_not_show: doesNotShow,
    region: region ?? null,
    time: time ?? null,
    image: map ? pictureHere : null,
    caption: map?.caption ?? null,
  }
}

function decimal(score: number): string {
  return rounded(score).toString()
}
