import type { Frame } from './frames'

/** Frames this far (dB) below the loudest of their neighbourhood belong to the pause. */
const pauseDepth = 30
/** Nothing quieter than this (dB of full scale) is speech. */
const quietest = -60
/** From this periodicity on a frame is voiced. */
export const voicedFrom = 0.6
/** Hundredths of a second that must be voiced, and that must change in sound as syllables do, in every second. */
const voicedShare = 0.15
/** Voices move: mean change of the cepstrum from frame to frame, and of the pitch in semitones. A held tone does neither. */
const leastChange = 0.08
/** Speech rises and falls between syllables: standard deviation of the level in dB. A machine's hum does not. */
const leastSwing = 3

/** Which frames are sound, not pause: within 30 dB of the loudest in `frames`. */
export function soundingFrames(frames: Frame[]): boolean[] {
  const loudest = frames.reduce((most, { level }) => Math.max(most, level), Number.NEGATIVE_INFINITY)
  return frames.map(({ level }) => level > quietest && level > loudest - pauseDepth)
}

/**
 * Whether somebody speaks in these frames: voiced for at least 0.15 of the time, in a sound that changes and swings as
 * syllables do. Singing counts; so may solo instruments.
 */
export function isSpeech(frames: Frame[]): boolean {
  if (frames.length < 20) return false
  const sounding = soundingFrames(frames)
  let voiced = 0
  let change = 0
  let changes = 0
  for (const [i, frame] of frames.entries()) {
    if (!sounding[i]) continue
    if (frame.periodicity >= voicedFrom) voiced += 1
    const before = frames[i - 1]
    if (before === undefined || !sounding[i - 1]) continue
    change += distance(frame.cepstrum, before.cepstrum)
    changes += 1
  }
  const levels = frames.map(({ level }) => Math.max(level, quietest))
  return (
    voiced >= voicedShare * frames.length &&
    changes > 0 &&
    change / changes >= leastChange &&
    deviation(levels) >= leastSwing
  )
}

/** Root of the mean squared difference of two cepstra. */
export function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return Math.sqrt(sum / a.length)
}

/** Standard deviation; 0 for fewer than two values. */
export function deviation(values: number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
