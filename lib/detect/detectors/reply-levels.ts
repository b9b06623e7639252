import type { z } from 'zod'
import type { FrameAnalysis, Label } from '@/lib/engine/analysis'
import type { VideoChunk, VideoFrame, VideoTree } from '../item-metrics'
import type { RemoteVideo } from './reply-tracks'
import type { RemoteNode } from './reply-tree'
import { labelOfScore, scoreOfLabel } from './reply-values'

type Tree = z.infer<typeof VideoTree>
type Chunk = z.infer<typeof VideoChunk>
type Frame = z.infer<typeof VideoFrame>

/** Seconds of a chunk, and where the analysed part begins. */
export interface Span {
  frameLength: number
  start: number
}

/** More frames than this are not shown. */
export const mostFrames = 3600

/**
 * A video's tree in the three levels we emit, whatever its nodes are called: whole, chunks, frames. A node without a
 * label or a score gets the one from the other; without both it is left out, unless something below it was judged. The
 * live service gives seconds for chunks alone, so frames are spread evenly over theirs.
 */
export function levelsOf(video: RemoteVideo, span: Span): Tree[] {
  const { children: roots } = video
  const flat = roots.some((node) => node.timestamp !== null || /chunk|frame/i.test(node.type))
  const wholes = flat ? [{ ...wholeOf(video), children: roots }] : roots
  return wholes.flatMap((node) => {
    const chunks = chunksOf(node.children, span)
    const judged = judge(node) ?? worst(chunks) ?? judge(wholeOf(video))
    return judged ? [{ type: 'VideoResult' as const, ...judged, children: chunks }] : []
  })
}

/** The frames of a tree in order of time; where a chunk names none, it stands for itself. */
export function framesOf(trees: Tree[], host: string): FrameAnalysis[] {
  const nodes = trees.flatMap(({ children }) =>
    children.flatMap((chunk): (Chunk | Frame)[] => (chunk.children.length > 0 ? chunk.children : [chunk])),
  )
  return nodes
    .toSorted((a, b) => a.timestamp - b.timestamp)
    .slice(0, mostFrames)
    .map(({ conclusion: label, score, timestamp: second }) => {
      const fake = label === 'Fake' || label === 'Likely fake'
      const said = `${host} judged this frame ${label.toLowerCase()}, ${score.toFixed(2)}.`
      const hit = { check: 'remote.video', title: `Judged by ${host}`, explain: said }
      return {
        second,
        verdict: { label, score, synthetic: score, manipulated: score, summary: said },
        hits: fake ? [hit] : [],
      }
    })
}

/** 0 at an even score, 1 at a certain one: where an API does not say how certain it is. */
export function certaintyOf(score: number): number {
  return rounded(Math.abs(score - 0.5) * 2)
}

export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function chunksOf(nodes: RemoteNode[], { frameLength, start }: Span): Chunk[] {
  return nodes.flatMap((node, place) => {
    const timestamp = node.timestamp ?? start + place * frameLength
    const frames = node.children.flatMap((child, i): Frame[] => {
      const judged = judge(child) ?? worst(child.children.flatMap((below) => judge(below) ?? []))
      if (!judged) return []
      const second = child.timestamp ?? timestamp + (i * frameLength) / node.children.length
      return [{ type: 'VideoFrameResult', ...judged, timestamp: rounded(second) }]
    })
    const judged = judge(node) ?? worst(frames)
    return judged
      ? [{ type: 'VideoChunkResult' as const, ...judged, timestamp: rounded(timestamp), children: frames }]
      : []
  })
}

interface Judged {
  conclusion: Label
  score: number
  certainty: number
  'certainty (%)': string
}

function judge({ label, score, certainty }: Pick<RemoteNode, 'label' | 'score' | 'certainty'>): Judged | null {
  const conclusion = label ?? (score === null ? null : labelOfScore(score))
  if (conclusion === null) return null
  const number = rounded(score ?? scoreOfLabel(conclusion))
  const certain = rounded(certainty ?? certaintyOf(number))
  return { conclusion, score: number, certainty: certain, 'certainty (%)': (certain * 100).toFixed(1) }
}

function worst(nodes: Judged[]): Judged | null {
  const most = nodes.toSorted((a, b) => b.score - a.score).at(0)
  if (!most) return null
  const { conclusion, score, certainty } = most
  return { conclusion, score, certainty, 'certainty (%)': most['certainty (%)'] }
}

function wholeOf({ label, score, certainty }: RemoteVideo): RemoteNode {
  return { type: 'VideoResult', label, score, certainty, timestamp: null, evidence: null, children: [] }
}
