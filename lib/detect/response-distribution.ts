import type { DocketPart } from './item-detection'
import type { DetectionRecord } from './response'
import { judgedBySound, soundSeconds } from './response-metrics'

/** Below these the sound checks were not made for a recording. */
export const leastSeconds = 1
export const leastSampleRate = 16_000

/** Doubts that say the sound is none of what the checks are made for. */
const outsideBy: ReadonlySet<string> = new Set(['no_speech', 'incomplete', 'little_speech'])

const cannotSay =
  'Nothing measured lies outside. More cannot be said: the built-in engine has no detector trained on sound that a recording could lie outside of.'

/**
 * Whether a recording lies outside what the sound checks are made for, by rule from what was measured. `outside` is never
 * false: see `cannotSay`. Nothing unless it was asked for and sound was judged.
 */
export function outOfDistribution(record: DetectionRecord): Pick<DocketPart, 'out_of_distribution'> {
  const { parameters, result } = record
  if (!parameters.useOodDetector || !result || !judgedBySound(record, result)) return {}
  const { facts, doubts } = result
  const reasons = doubts.filter(({ code }) => outsideBy.has(code)).map(({ says }) => says)
  const seconds = soundSeconds(record, result)
  if (seconds !== null && seconds < leastSeconds) {
    reasons.push(`Only ${seconds.toFixed(2)} seconds were analysed; the checks are made for ${leastSeconds} or more.`)
  }
  if (facts.sampleRate !== null && facts.sampleRate < leastSampleRate) {
    const [rate, least] = [facts.sampleRate, leastSampleRate].map((hertz) => hertz.toLocaleString('en'))
    reasons.push(`The sample rate is ${rate} Hz; the checks are made for ${least} Hz or more.`)
  }
  return {
    out_of_distribution: reasons.length > 0 ? { outside: true, reasons } : { outside: null, reasons: [cannotSay] },
  }
}
