/** A span in seconds from the start of the media. */
export interface Span {
  start: number
  end: number
}

/** A decoded frame as far as motion is concerned. */
export interface SmallFrame {
  second: number
  luma: Uint8Array
}

/** A span in which nothing moves. */
export interface Still extends Span {
  /** Of one brightness all over, as between two scenes. */
  blank: boolean
}

/** What moved, at the full frame rate. */
export interface Motion {
  /** The part followed. */
  part: Span
  frames: number
  /** Frames equal to the one before, few at a time: between frames that move. */
  repeated: number
  /** Where nothing moved for at least `stillSeconds`. */
  stills: Still[]
  /** Moments at which the picture changes as a whole: cuts. */
  cuts: number[]
  /** The frames that differ from the one before, in order; not all of a very long video. */
  moving: SmallFrame[]
}

export interface MotionFollower {
  /** The next frame, at its time; `luma` as lib/engine/video/small-luma.ts reads it. */
  push(frame: SmallFrame): void
  /** `end`: seconds at which the last frame ends. */
  motion(end: number): Motion
}

/** Shorter than this a picture may stand still because the frame rate was changed, or the line was slow. */
export const stillSeconds = 1
/** Mean distance from the mean brightness below which a frame is blank. */
const blankSpread = 2
/** Levels 0-255 by which compression alone moves the brightness of a field. */
const tolerance = 1
/** A change of the frame rate repeats a frame at most this often. */
const mostRepeats = 3
/** Mean change of the fields from which a frame may begin another scene, and how far it stands out: not as in a fade. */
const cutChange = 16
const cutFactor = 4
const besideFactor = 2
const mostStills = 500
const mostCuts = 2000
/** Frames kept to search for repetition: 2.3 KB each; ten minutes at 30 a second. */
const mostMoving = 18_000

/** Follows a video frame by frame, in memory that ends at some 45 MB. */
export function followMotion(): MotionFollower {
  const motion: Motion = { part: { start: 0, end: 0 }, frames: 0, repeated: 0, stills: [], cuts: [], moving: [] }
  const changes: { second: number; change: number }[] = []
  let first: number | null = null
  let before: Uint8Array | null = null
  let stillSince = 0
  let stillFrames = 0
  const closeStill = (end: number, luma: Uint8Array) => {
    if (end - stillSince < stillSeconds || motion.stills.length >= mostStills) return
    motion.stills.push({ start: round(stillSince), end: round(end), blank: spreadOf(luma) < blankSpread })
  }
  return {
    push({ second, luma }) {
      first ??= second
      motion.frames += 1
      const { mean, most } = before === null ? { mean: 0, most: 255 } : differenceOf(before, luma)
      if (before !== null && most <= tolerance) {
        stillFrames += 1
        changes.push({ second, change: 0 })
        // Measured against the first of the still ones, so that a slow fade is not taken for a still.
        return
      }
      if (before !== null) {
        changes.push({ second, change: mean })
        closeStill(second, before)
        if (stillFrames <= mostRepeats) motion.repeated += stillFrames
        stillFrames = 0
      }
      before = luma
      stillSince = second
      if (motion.moving.length < mostMoving) motion.moving.push({ second, luma })
    },
    motion(end) {
      if (before !== null) closeStill(end, before)
      motion.part = { start: round(first ?? end), end: round(end) }
      motion.cuts = cutsIn(changes)
      return motion
    },
  }
}

function cutsIn(changes: { second: number; change: number }[]): number[] {
  const cuts: number[] = []
  for (const [at, { second, change }] of changes.entries()) {
    if (change < cutChange || cuts.length >= mostCuts) continue
    const around = changes.slice(Math.max(0, at - 6), at + 7).map((one) => one.change)
    const usual = around.sort((a, b) => a - b)[around.length >> 1] ?? 0
    const beside = [at - 2, at - 1, at + 1, at + 2].map((other) => changes[other]?.change ?? 0)
    if (change < Math.max(...beside) * besideFactor) continue
    if (change >= usual * cutFactor) cuts.push(round(second))
  }
  return cuts
}

/** Mean and largest difference of the fields of two frames, in levels. */
export function differenceOf(one: Uint8Array, other: Uint8Array): { mean: number; most: number } {
  let sum = 0
  let most = 0
  for (let i = 0; i < one.length; i += 1) {
    const difference = Math.abs((one[i] ?? 0) - (other[i] ?? 0))
    sum += difference
    if (difference > most) most = difference
  }
  return { mean: sum / Math.max(1, one.length), most }
}

function spreadOf(luma: Uint8Array): number {
  let sum = 0
  for (const level of luma) sum += level
  const mean = sum / luma.length
  let off = 0
  for (const level of luma) off += Math.abs(level - mean)
  return off / luma.length
}

const round = (value: number) => Math.round(value * 100) / 100
