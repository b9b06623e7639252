import type { SoundWindow } from '../../analysis'
import { windowScore } from './classify'
import { voiceFeatures } from './features'
import { collectFrames, type Frame, frameSeconds } from './frames'
import { isSpeech } from './speech'

/** Seconds of sound that are judged together; their answers are averaged over the recording. */
export const stretchSeconds = 5

/** What was heard of voices in a recording. */
export interface VoiceHeard {
  windows: SoundWindow[]
  /** Features of the stretches in which somebody speaks, and where each begins, in seconds of the media. */
  stretches: { start: number; features: number[] }[]
  /** Seconds of windows in which somebody speaks. */
  speechSeconds: number
  /** Decibels of the quietest frame of each tenth of a second. */
  floors: number[]
}

export interface VoiceCollector {
  /** Samples at `voiceRate`. */
  push(samples: Float32Array): void
  heard(): VoiceHeard
}

/**
 * Cuts sound into windows of `windowSeconds` (a score each) and stretches while it is decoded, in memory that grows by a
 * few numbers per stretch. `start`: seconds of the media at which the sound begins.
 */
export function collectVoice(windowSeconds: number, start: number): VoiceCollector {
  const windows: SoundWindow[] = []
  const stretches: VoiceHeard['stretches'] = []
  const floors: number[] = []
  let speechSeconds = 0
  let count = 0
  const inWindow = framesOf(windowSeconds, (frames, from) => {
    const speech = isSpeech(frames)
    if (speech) speechSeconds += frames.length * frameSeconds
    const end = rounded(start + from + frames.length * frameSeconds)
    windows.push({ start: rounded(start + from), end, score: speech ? windowScore(frames) : null, speech })
  })
  const inStretch = framesOf(stretchSeconds, (frames, from) => {
    if (frames.length < (stretchSeconds / frameSeconds) * 0.8 || !isSpeech(frames)) return
    const features = voiceFeatures(frames)
    if (features !== null) stretches.push({ start: rounded(start + from), features })
  })
  const inTenth = framesOf(0.1, (frames) => {
    floors.push(frames.reduce((least, { level }) => Math.min(least, level), 0))
  })
  const push = collectFrames((frame) => {
    inTenth.take(frame, count)
    inWindow.take(frame, count)
    inStretch.take(frame, count)
    count += 1
  })
  return {
    push,
    heard() {
      inWindow.close()
      inStretch.close()
      return { windows, stretches, speechSeconds: rounded(speechSeconds), floors }
    },
  }
}

/** Hands over the frames of each `seconds`, and what is left at the end. */
function framesOf(seconds: number, full: (frames: Frame[], from: number) => void) {
  const size = Math.round(seconds / frameSeconds)
  let held: Frame[] = []
  let from = 0
  const close = () => {
    if (held.length > 0) full(held, from * frameSeconds)
    held = []
  }
  return {
    take(frame: Frame, at: number) {
      if (held.length === 0) from = at
      held.push(frame)
      if (held.length >= size) close()
    },
    close,
  }
}

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000
