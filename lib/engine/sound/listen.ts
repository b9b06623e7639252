import { setImmediate as breathe } from 'node:timers/promises'
import type { AnalysisRequest, Doubt, Fingerprints, ReportProgress, SoundWindow } from '../analysis'
import type { Container } from '../container/open-container'
import type { Decoder } from '../decoder'
import type { Evidence } from '../evidence'
import { runChecks } from '../run-checks'
import { chromaprintRate, collectFingerprint } from './chromaprint'
import { decodeSound, maxSoundSeconds } from './decode-sound'
import { backgroundSteps, collectJumps } from './edit-points'
import { collectPauses } from './pauses'
import { collectPeaks } from './peaks'
import { resampleTo } from './resample-sound'
import { collectSpectrum } from './spectrum'
import { collectVoice } from './voice/collect-voice'
import { voiceRate } from './voice/frames'

/** What the sound checks found in one track. */
export interface Heard {
  evidence: Evidence[]
  doubts: Doubt[]
  /** At most 1,000 values, 0-1, over the part listened to. */
  peaks: number[]
  windows: SoundWindow[]
  fingerprint: Fingerprints['sound']
  /** The largest absolute sample, 0-1; null where nothing was heard. */
  loudest: number | null
  /** Bits a second that the track takes in its file; null where its lengths are not told, or it is shorter than a second. */
  bitRate: number | null
  /** Moments at which the sound breaks (sound.edits), in seconds from the start of the media. */
  breaks: number[]
  /** Seconds really decoded; 0 where no sound could be decoded. */
  seconds: number
  /** Seconds from the start of the media up to which sound could be decoded; null where none could be. */
  reached: number | null
}

/** What is known where nothing was heard. */
export const unheard = {
  doubts: [],
  peaks: [],
  windows: [],
  fingerprint: null,
  loudest: null,
  bitRate: null,
  breaks: [],
}

/** Seconds of a window that gets one score, where the request does not say. */
const usualFrameLength = 2

/** Below this (-60 dB of full scale) a recording counts as silent: there is nothing to hear in it. */
export const silentPeak = 0.001

/**
 * Decodes the sound track once, in memory that does not grow with its length, and runs the sound checks on it.
 * `share` of `report` is 0-1 of this part. Throws AnalysisFailure where the track cannot be decoded.
 */
export async function listen(
  decoder: Decoder,
  container: Container,
  request: AnalysisRequest,
  report: ReportProgress,
): Promise<Heard> {
  const peaks = collectPeaks()
  const pauses = collectPauses()
  const spectrum = collectSpectrum()
  const jumps = collectJumps()
  const fingerprinter = collectFingerprint()
  const region = { start: request.startRegion, end: request.endRegion }
  const from = Math.max(0, region.start ?? 0)
  const voice = collectVoice(request.frameLength ?? usualFrameLength, from)
  const forVoice = resampleTo(voiceRate, decoder)
  const forFingerprint = resampleTo(chromaprintRate, decoder)
  const most = from + maxSoundSeconds
  const expected = Math.min(region.end ?? most, container.durationSeconds ?? most, most) - from
  let seconds = 0
  let told = 0
  let reached: number | null = null
  const tally = { bytes: 0, seconds: 0 }
  try {
    for (const { samples, sampleRate, start, until } of decodeSound(decoder, container, region, { tally })) {
      peaks.push(samples)
      pauses.push(samples, sampleRate, start)
      spectrum.push(samples, sampleRate)
      jumps.push(samples, sampleRate, start)
      voice.push(forVoice.push(samples, sampleRate))
      fingerprinter.push(forFingerprint.push(samples, sampleRate))
      seconds += samples.length / sampleRate
      reached = Math.max(reached ?? 0, until)
      if (seconds - told < 5) continue
      told = seconds
      report('Listening to the sound', Math.min(0.95, seconds / Math.max(expected, seconds)))
      await breathe()
    }
    voice.push(forVoice.flush())
    fingerprinter.push(forFingerprint.flush())
  } finally {
    forVoice.free()
    forFingerprint.free()
  }
  if (seconds === 0) return { ...unheard, evidence: [], seconds, reached }
  const levels = spectrum.spectrum()
  const { floors, ...said } = voice.heard()
  const breaks = [...jumps.points(), ...backgroundSteps(floors, from)]
  const loudest = pauses.loudest()
  const evidence = await runChecks('sound', request.mediaType, {
    ...{ request, from, seconds, loudest, breaks, levels },
    pauses: pauses.pauses(),
    voice: said,
  })
  const doubts: Doubt[] = []
  if (loudest < silentPeak) {
    doubts.push({ code: 'no_speech', says: 'The recording is silent: there is nothing in it to judge.' })
  } else if (said.speechSeconds === 0) {
    doubts.push({ code: 'no_speech', says: 'Nobody was heard to speak, so there is no voice to judge.' })
  }
  const values = fingerprinter.values()
  return {
    evidence,
    doubts,
    peaks: peaks.peaks(),
    windows: said.windows,
    fingerprint: values.length > 0 ? { values, seconds, from } : null,
    loudest,
    bitRate: tally.seconds < 1 ? null : Math.round((tally.bytes * 8) / tally.seconds),
    breaks: breaks.map(({ second }) => second).sort((a, b) => a - b),
    seconds,
    reached,
  }
}
