import path from 'node:path'
import { z } from 'zod'
import { type Analysis, labels } from './analysis'
import { directions, evidenceStatuses, families } from './evidence'
import { EvidenceCard } from './evidence-card'
import type { Redrawn } from './image/redraw-picture'
import { storable } from './storable'

/**
 * What the child process of an analysis says to the process that started it. The child has read hostile media, so
 * nothing it says is believed unread.
 */
const share = z.number().min(0).max(1)
const seconds = z.number().finite()
const fact = z.union([z.string().max(100_000), z.number(), z.boolean(), z.null()])
/** A frame a second of ten minutes, and the first scenes cut in up to 26 ways (match/frame-hashes.ts). */
const mostHashes = 600 + 30 * 10 + 10 * 16
const size = z.number().int().positive().max(100_000)

const Verdict = z.object({
  label: z.enum(labels),
  score: share,
  synthetic: share,
  manipulated: share,
  summary: z.string().max(10_000),
})

const EvidenceMessage = z.object({
  check: z.string().max(100),
  title: z.string().max(200),
  family: z.enum(families),
  points: z.enum(directions),
  status: z.enum(evidenceStatuses),
  llr: z.number(),
  cap: z.number().positive().max(100).exactOptional(),
  card: EvidenceCard.refine(
    ({ positives, hits, negatives, falseHits }) => hits <= positives && falseHits <= negatives,
  ).exactOptional(),
  carded: z.boolean().exactOptional(),
  strong: z.boolean(),
  explain: z.string().max(10_000),
  doesNotShow: z.string().max(10_000),
  facts: z.record(z.string(), fact),
  region: z.object({ left: share, top: share, width: share, height: share }).exactOptional(),
  time: z.object({ start: seconds, end: seconds }).exactOptional(),
  map: z
    .object({
      kind: z.enum(['heatmap', 'spectrogram']),
      path: z.string(),
      contentType: z.enum(['image/png', 'image/webp']),
      width: size,
      height: size,
      caption: z.string().max(10_000),
    })
    .exactOptional(),
})

const Drawn = z.object({ path: z.string(), width: size, height: size, contentType: z.literal('image/webp') })
const count = z.number().nonnegative().nullable()
const AnalysisMessage = z.object({
  mediaType: z.enum(['image', 'audio', 'video']),
  baseRate: z.number().gt(0).lt(1).exactOptional(),
  verdict: Verdict,
  sound: Verdict.pick({ label: true, score: true }).nullable(),
  evidence: z.array(EvidenceMessage).max(500),
  facts: z.object({
    container: z.string().nullable(),
    width: count,
    height: count,
    durationSeconds: count,
    frameRate: count,
    videoCodec: z.string().nullable(),
    audioCodec: z.string().nullable(),
    sampleRate: count,
    channels: count,
  }),
  coverage: z.string().max(10_000),
  doubts: z
    .array(
      z.object({
        code: z.enum([
          'incomplete',
          'short',
          'low_resolution',
          'heavy_compression',
          'frames_disagree',
          'not_a_photograph',
          'size_not_counted',
          'little_speech',
          'tracks_disagree',
          'no_speech',
          'label_and_score_disagree',
          'nothing_decides',
        ]),
        says: z.string().max(10_000),
      }),
    )
    .max(50),
  c2pa: z.object({
    validation_state: z.enum(['Valid', 'NotPresent', 'Unavailable']),
    active_manifest: z.string().nullable(),
    manifests: z.record(z.string(), z.unknown()),
    validation_results: z
      .array(z.object({ code: z.string(), explanation: z.string(), success: z.boolean() }))
      .max(1000),
    message: z.string(),
  }),
  frames: z
    .array(
      z.object({
        second: seconds,
        verdict: Verdict.nullable(),
        hits: z.array(z.object({ check: z.string(), title: z.string(), explain: z.string() })).max(100),
        models: z
          .array(z.object({ model: z.string().max(200), score: share }))
          .max(100)
          .exactOptional(),
      }),
    )
    .max(600),
  peaks: z.array(share).max(1000),
  windows: z
    .array(z.object({ start: seconds, end: seconds, score: share.nullable(), speech: z.boolean().nullable() }))
    .max(20_000),
  fingerprints: z.object({
    pictures: z
      .array(
        z.object({
          second: seconds.nullable(),
          page: z.number().int().positive().optional(),
          cut: z.enum(['middle', 'side']).optional(),
          pdq: z.string().regex(/^[0-9a-f]{64}$/),
          quality: z.number().min(0).max(100),
        }),
      )
      .max(mostHashes),
    sound: z
      .object({
        values: z.array(z.number().int().min(0).max(0xffffffff)).max(200_000),
        seconds,
        from: seconds.exactOptional(),
      })
      .nullable(),
  }),
  preview: Drawn.nullable(),
})

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), stage: z.string().max(500), share }),
  z.object({ kind: z.literal('failed'), message: z.string().min(1).max(2000), permanent: z.boolean() }),
  z.object({ kind: z.literal('done'), analysis: AnalysisMessage }),
  z.object({ kind: z.literal('redrawn'), picture: Drawn }),
])

export type AnalysisMessage =
  | { kind: 'progress'; stage: string; share: number }
  | { kind: 'failed'; message: string; permanent: boolean }
  | { kind: 'done'; analysis: Analysis }
  | { kind: 'redrawn'; picture: Redrawn }

/** A line the child said, or null where it is no message, or names a picture outside `workFolder`. */
export function readMessage(line: string, workFolder: string): AnalysisMessage | null {
  const message = parse(line)
  if (message === null) return null
  const inside = (file: string) => path.dirname(path.resolve(file)) === path.resolve(workFolder)
  return picturesOf(message).every(inside) ? message : null
}

/** The files it names. */
function picturesOf(message: AnalysisMessage): string[] {
  if (message.kind === 'redrawn') return [message.picture.path]
  if (message.kind !== 'done') return []
  const { preview, evidence } = message.analysis
  return [preview?.path, ...evidence.map((item) => item.map?.path)].filter((file) => file !== undefined)
}

/** Null also for what is nested so deeply that reading it runs out of stack. */
function parse(line: string): AnalysisMessage | null {
  try {
    return Message.parse(storable(JSON.parse(line)))
  } catch {
    return null
  }
}
