import { describe, expect, it } from 'vitest'
import { frameAt, isSuspicious, readFrames, suspiciousFrom } from '@/components/media/frame-reading'
import type { FrameAnalysis, Label } from '@/lib/engine/analysis'

function frame(second: number, score = 0.5, label: Label = 'Neutral/Uncertain', hits = 0): FrameAnalysis {
  return {
    second,
    verdict: { label, score, synthetic: score, manipulated: 0.5, summary: '' },
    hits: Array.from({ length: hits }, () => ({ check: 'jpeg.ghost', title: 'JPEG ghosts', explain: '' })),
  }
}

const frames = [frame(0), frame(1, 0.97, 'Fake'), frame(2), frame(3, 0.5, 'Neutral/Uncertain', 1), frame(4, 0.2)]

describe('isSuspicious', () => {
  it('is a frame in which something was found, or whose label speaks against it', () => {
    expect(frames.map(isSuspicious)).toEqual([false, true, false, true, false])
    expect(isSuspicious(frame(0, 0.1, 'Likely real'))).toBe(false)
  })
})

describe('suspiciousFrom', () => {
  it('finds the next and the one before', () => {
    expect(suspiciousFrom(frames, 0, 1)?.second).toBe(1)
    expect(suspiciousFrom(frames, 1, 1)?.second).toBe(3)
    expect(suspiciousFrom(frames, 3, -1)?.second).toBe(1)
  })
  it('finds none beyond the last and before the first', () => {
    expect(suspiciousFrom(frames, 3, 1)).toBeUndefined()
    expect(suspiciousFrom(frames, 1, -1)).toBeUndefined()
    expect(suspiciousFrom([], 0, 1)).toBeUndefined()
  })
})

describe('frameAt', () => {
  it('is the last frame not after the second', () => {
    expect(frameAt(frames, 2.9)?.second).toBe(2)
    expect(frameAt(frames, 99)?.second).toBe(4)
    expect(frameAt([frame(5)], 1)?.second).toBe(5)
    expect(frameAt([], 1)).toBeUndefined()
  })
})

describe('readFrames', () => {
  it('names the highest score, when it is, and how many found something', () => {
    expect(readFrames(frames)).toBe('5 frames sampled: highest 0.97 at 0:01; in 2 something was found.')
  })
  it('says so when all are alike and nothing was found', () => {
    expect(readFrames([frame(0)])).toBe('1 frame sampled: all score 0.50; in none of them was anything found.')
  })
  it('says so when there are none', () => {
    expect(readFrames([])).toBe('No frames were sampled.')
  })
})
