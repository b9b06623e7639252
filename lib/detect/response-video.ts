import type { FrameAnalysis, Label, Verdict } from '@/lib/engine/analysis'
import type { VideoMetrics } from './item-metrics'
import type { DetectionRecord, ShownResult } from './response'
import { decimal, judgedBySound, rounded } from './response-metrics'

/**
 * `video_metrics`: VideoResult > VideoChunkResult (`frame_length` seconds) > VideoFrameResult (a sampled frame). Frames that
 * no check judged are left out, and so are chunks without any other; a level can be empty.
 */
export function videoMetrics(record: DetectionRecord, result: ShownResult): VideoMetrics | null {
  if (result.mediaType !== 'video' || judgedBySound(record, result)) return null
  const { frameLength, startRegion, visualize } = record.parameters
  const { label, score } = result.verdict
  const judged = result.frames.filter(isJudged)
  const chunks = inChunks(judged, frameLength, startRegion ?? 0).map(([timestamp, frames]) => ({
    ...node('VideoChunkResult', worst(frames).verdict, result.baseRate),
    timestamp,
    children: frames.map(({ second, verdict, models }) => ({
      ...node('VideoFrameResult', verdict, result.baseRate),
      timestamp: second,
      ...(models && { models: models.map(({ model, score }) => ({ model, score: rounded(score) })) }),
    })),
  }))
  const whole = { ...node('VideoResult', result.verdict, result.baseRate), children: chunks }
  return {
    label,
    score: rounded(score),
    certainty: certaintyOf(score, result.baseRate),
    ...(visualize && { treeview: treeview(whole) }),
    children: [whole],
  }
}

function node<Type extends string>(
  type: Type,
  { label, score }: { label: Label; score: number },
  baseRate: number | undefined,
) {
  const certainty = certaintyOf(score, baseRate)
  return { type, conclusion: label, score: rounded(score), certainty, 'certainty (%)': (certainty * 100).toFixed(1) }
}

type JudgedFrame = FrameAnalysis & { verdict: Verdict }

function isJudged(frame: FrameAnalysis): frame is JudgedFrame {
  return frame.verdict !== null
}

/** Frames by the second at which their chunk begins; chunks count from the part asked for, as windows of sound do. */
function inChunks(frames: JudgedFrame[], seconds: number, from: number): [start: number, JudgedFrame[]][] {
  const chunks = new Map<number, JudgedFrame[]>()
  for (const frame of frames) {
    const start = from + Math.max(0, Math.floor((frame.second - from) / seconds)) * seconds
    chunks.set(start, [...(chunks.get(start) ?? []), frame])
  }
  return [...chunks]
}

function worst(frames: JudgedFrame[]): JudgedFrame {
  return frames.reduce((most, frame) => (frame.verdict.score > most.verdict.score ? frame : most))
}

function treeview(whole: {
  conclusion: string
  score: number
  children: { timestamp: number; conclusion: string; score: number }[]
}): string {
  const chunks = whole.children.map(
    ({ timestamp, conclusion, score }) => `  ${timestamp} s: ${conclusion} (${decimal(score)})`,
  )
  return [`Video: ${whole.conclusion} (${decimal(whole.score)})`, ...chunks].join('\n')
}

/** 0 where scores begin, since nothing was found there yet, 1 at a certain one. */
function certaintyOf(score: number, start = 0.5): number {
  return rounded(score < start ? (start - score) / start : (score - start) / (1 - start))
}
