import type { FrameAnalysis, Label } from '@/lib/engine/analysis'
import { clockTime } from './clock-time'

/** Whether a frame is worth a look: a check found something in it, or its label speaks against it. */
export function isSuspicious(frame: FrameAnalysis): boolean {
  const speaksAgainst: Label[] = ['Fake', 'Likely fake']
  return frame.hits.length > 0 || speaksAgainst.includes(frame.verdict.label)
}

/** The nearest suspicious frame after (`1`) or before (`-1`) a second of the video, or undefined. */
export function suspiciousFrom(frames: FrameAnalysis[], second: number, direction: 1 | -1): FrameAnalysis | undefined {
  const near = 0.05
  const marked = frames.filter(isSuspicious)
  return direction === 1
    ? marked.find((frame) => frame.second > second + near)
    : marked.findLast((frame) => frame.second < second - near)
}

/** The sampled frame that stands for a second of the video: the last one not after it; the first before any. */
export function frameAt(frames: FrameAnalysis[], second: number): FrameAnalysis | undefined {
  return frames.findLast((frame) => frame.second <= second + 0.05) ?? frames[0]
}

/** All frames in one sentence. */
export function readFrames(frames: FrameAnalysis[]): string {
  const [first, ...rest] = frames
  if (!first) return 'No frames were sampled.'
  const highest = rest.reduce((top, frame) => (frame.verdict.score > top.verdict.score ? frame : top), first)
  const lowest = rest.reduce((low, frame) => (frame.verdict.score < low.verdict.score ? frame : low), first)
  const marked = frames.filter(isSuspicious).length
  const scores =
    highest.verdict.score - lowest.verdict.score < 0.005
      ? `all score ${highest.verdict.score.toFixed(2)}`
      : `highest ${highest.verdict.score.toFixed(2)} at ${clockTime(highest.second)}`
  const found = marked === 0 ? 'in none of them was anything found' : `in ${marked} something was found`
  return `${frames.length} ${frames.length === 1 ? 'frame' : 'frames'} sampled: ${scores}; ${found}.`
}
