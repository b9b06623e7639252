import { setImmediate as breathe } from 'node:timers/promises'
import type { AnalysisRequest, Doubt, ReportProgress } from '../analysis'
import type { Container } from '../container/open-container'
import type { Decoder } from '../decoder'
import type { Evidence } from '../evidence'
import { notApplicable, runCheck } from '../run-check'
import { decodeSound, maxSoundSeconds } from './decode-sound'
import { findBandwidth } from './find-bandwidth'
import { findPauses } from './find-pauses'
import { findSpectrogram } from './find-spectrogram'
import { collectPauses } from './pauses'
import { collectPeaks } from './peaks'
import { collectSpectrum } from './spectrum'

/** What the sound checks found in one track. */
export interface Heard {
  evidence: Evidence[]
  doubts: Doubt[]
  /** At most 1,000 values, 0-1, over the part listened to. */
  peaks: number[]
  /** Seconds really decoded; 0 where no sound could be decoded. */
  seconds: number
  /** Seconds from the start of the media up to which sound could be decoded; null where none could be. */
  reached: number | null
}

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
  const region = { start: request.startRegion, end: request.endRegion }
  const from = Math.max(0, region.start ?? 0)
  const expected = Math.min(region.end ?? maxSoundSeconds, container.durationSeconds ?? maxSoundSeconds) - from
  let seconds = 0
  let told = 0
  let reached: number | null = null
  for (const { samples, sampleRate, start, until } of decodeSound(decoder, container, region)) {
    peaks.push(samples)
    pauses.push(samples, sampleRate, start)
    spectrum.push(samples, sampleRate)
    seconds += samples.length / sampleRate
    reached = Math.max(reached ?? 0, until)
    if (seconds - told < 5) continue
    told = seconds
    report('Listening to the sound', Math.min(0.95, seconds / Math.max(expected, seconds)))
    await breathe()
  }
  if (seconds === 0) return { evidence: [], doubts: [], peaks: [], seconds, reached }
  const levels = spectrum.spectrum()
  const tooShort = [notApplicable('The sound is shorter than a twentieth of a second: too short to measure.')]
  const evidence = [
    ...(await runCheck('sound.pauses', async () => findPauses(pauses.pauses(), seconds))),
    ...(await runCheck('sound.bandwidth', async () => (levels === null ? tooShort : findBandwidth(levels)))),
    ...(await runCheck('sound.spectrogram', async () =>
      levels === null ? tooShort : findSpectrogram(levels, request, from),
    )),
  ]
  const doubts: Doubt[] = []
  if (pauses.loudest() < silentPeak) {
    doubts.push({ code: 'no_speech', says: 'The recording is silent: there is nothing in it to judge.' })
  }
  return { evidence, doubts, peaks: peaks.peaks(), seconds, reached }
}
