import { type Analysis, type MediaFacts, type MediaType, noFingerprints } from '@/lib/engine/analysis'
import { listDoubts } from '@/lib/engine/doubts'
import type { EvidenceMap } from '@/lib/engine/evidence'
import type { DetectionParameters } from '../request-parameters'
import type { RemoteReply } from './read-reply'
import { evidenceOf, remoteChecks } from './reply-evidence'
import { framesOf, levelsOf, type Span } from './reply-levels'
import { verdictOf } from './reply-verdict'

/** What is known here of media that was judged elsewhere. */
export interface JudgedElsewhere {
  /** The API's host, for sentences: `app.resemble.ai`. */
  host: string
  mediaType: MediaType
  /** Then nothing is taken over that repeats what is known of the media elsewhere. */
  zeroRetention: boolean
  parameters: Pick<DetectionParameters, 'frameLength' | 'startRegion'>
  /** Measured here; null: only what the API says of its length is known. */
  facts: MediaFacts | null
  /** The API's picture (`pictureIn`), fetched into the work folder; null: none. */
  map: Omit<EvidenceMap, 'kind' | 'caption'> | null
  peaks?: number[]
  preview?: Analysis['preview']
}

/** The picture an API gave with its verdict: address or data URI, and what it is of. */
export interface RemoteMap {
  kind: EvidenceMap['kind']
  address: string
}

/** The map of a reply: of edits, else whatever picture came with the verdict. Null where there is none. */
export function pictureIn({ sound, picture, url }: RemoteReply): RemoteMap | null {
  // Without a map, the picture beside the verdict may be the media itself.
  const heatmap = picture?.ifl?.heatmap ?? (picture?.image === url ? null : picture?.image)
  if (heatmap) return { kind: 'heatmap', address: heatmap }
  return sound?.image ? { kind: 'spectrogram', address: sound.image } : null
}

/**
 * A completed reply in the form of the engine's own analyses, so that pages, questions and exports read both alike. The
 * label is the API's word and not our reckoning: its evidence carries no weight of evidence (llr 0).
 */
export function analysisOfReply(reply: RemoteReply, about: JudgedElsewhere): Analysis {
  const { host, mediaType, map } = about
  const span = spanOf(about.parameters)
  const facts = about.facts ?? { ...unknownFacts, durationSeconds: reply.durationSeconds }
  const judged = verdictOf(reply, host)
  const { verdict } = judged
  const evidence = evidenceOf({ reply, host, span, judged, zeroRetention: about.zeroRetention })
  const kind = pictureIn(reply)?.kind
  const place = evidence.findIndex(
    ({ check }) => check === (kind === 'heatmap' ? remoteChecks.picture : remoteChecks.sound),
  )
  const frames = mediaType === 'video' && reply.video ? framesOf(levelsOf(reply.video, span), host) : []
  return {
    mediaType,
    verdict,
    sound: null,
    evidence: evidence.map((piece, i) =>
      map && kind && i === place ? { ...piece, map: { ...map, kind, caption: captionOf(kind, host) } } : piece,
    ),
    facts,
    coverage: `Analysed by ${host}; the built-in checks were not run in this analysis.`,
    doubts: [
      ...judged.doubts,
      // Its verdict is not ours to find undecided.
      ...listDoubts({ facts, evidence: [], verdict, frames }).filter(({ code }) => code !== 'nothing_decides'),
    ],
    c2pa: reply.c2pa ?? {
      validation_state: 'Unavailable',
      active_manifest: null,
      manifests: {},
      validation_results: [],
      message: `${host} did not say whether the file carries Content Credentials.`,
    },
    frames,
    peaks: about.peaks ?? [],
    windows: [],
    fingerprints: noFingerprints,
    preview: about.preview ?? null,
  }
}

/** How an API's windows and chunks lie in the media, by what it was asked. */
export function spanOf({ frameLength, startRegion }: JudgedElsewhere['parameters']): Span {
  return { frameLength, start: startRegion ?? 0 }
}

function captionOf(kind: EvidenceMap['kind'], host: string): string {
  const what = kind === 'heatmap' ? 'Where in the picture' : 'Where in the sound'
  return `${what} ${host} found something, as it drew it. What its colours stand for is its own.`
}

const unknownFacts: MediaFacts = {
  container: null,
  width: null,
  height: null,
  durationSeconds: null,
  frameRate: null,
  videoCodec: null,
  audioCodec: null,
  sampleRate: null,
  channels: null,
}
