import { cepstra, type Frame } from './frames'
import { deviation, soundingFrames, voicedFrom } from './speech'

/**
 * What tells a classic synthesiser from a voice, of one stretch of sound: how fast the spectrum moves, how
 * steady pitch and loudness are from one hundredth of a second to the next, how clean the tone is, how syllables swing.
 * Level and a fixed colouring (microphone, telephone) drop out. Null: fewer than 20 voiced frames.
 */
export function voiceFeatures(frames: Frame[]): number[] | null {
  const sounding = soundingFrames(frames)
  const active = frames.filter((_, i) => sounding[i])
  const voiced = active.filter(({ periodicity }) => periodicity >= voicedFrom)
  if (voiced.length < 20) return null
  const statics = spread(active)
  const speeds = speedSpread(frames, sounding)
  const steps = pairs(frames, sounding)
  const { pitchSteps, pitchBends, levelSteps, clarity } = steps
  if (levelSteps.length < 10 || pitchBends.length < 5) return null
  const pitches = voiced.map(({ pitch }) => Math.log2(pitch))
  const periodicity = voiced.map((frame) => frame.periodicity)
  return [
    ...speeds.map(log),
    ...speeds.map((speed, i) => log(speed) - log(statics[i] ?? 0)),
    ...[0.25, 0.5, 0.75, 0.9].map((share) => log(quantile(pitchSteps, share) + 1e-4)),
    ...[0.25, 0.5, 0.75].map((share) => log(quantile(pitchBends, share) + 1e-4)),
    ...[0.25, 0.5, 0.75].map((share) => log(quantile(levelSteps, share) + 1e-2)),
    ...[0.1, 0.25, 0.5, 0.75, 0.9].map((share) => log(1.02 - quantile(periodicity, share))),
    log(deviation(clarity) + 1e-4),
    log(deviation(pitches) + 1e-3),
    voiced.length / active.length,
    ...swings(frames),
  ]
}

/** Neighbouring frames within sound, where both are voiced: steps of pitch, bends of pitch, steps of level and of clarity. */
function pairs(frames: Frame[], sounding: boolean[]) {
  const pitchSteps: number[] = []
  const pitchBends: number[] = []
  const levelSteps: number[] = []
  const clarity: number[] = []
  let before: number | null = null
  for (let i = 1; i < frames.length; i += 1) {
    const [last, now] = [frames[i - 1], frames[i]]
    if (last === undefined || now === undefined) continue
    const both = last.periodicity >= voicedFrom && now.periodicity >= voicedFrom
    const step = both && sounding[i] && sounding[i - 1] ? Math.log2(now.pitch / last.pitch) : null
    // A leap of a third of an octave in a hundredth of a second is the tracker's, not the voice's.
    if (step === null || Math.abs(step) > 0.33) {
      before = null
      continue
    }
    levelSteps.push(Math.abs(now.level - last.level))
    clarity.push(now.periodicity - last.periodicity)
    pitchSteps.push(Math.abs(step))
    if (before !== null) pitchBends.push(Math.abs(step - before))
    before = step
  }
  return { pitchSteps, pitchBends, levelSteps, clarity }
}

/** Standard deviation of each cepstral coefficient. */
function spread(frames: Frame[]): number[] {
  return Array.from({ length: cepstra }, (_, c) => deviation(frames.map(({ cepstrum }) => cepstrum[c] ?? 0)))
}

/** Standard deviation of how fast each coefficient moves, over five frames (regression slope). */
function speedSpread(frames: Frame[], sounding: boolean[]): number[] {
  return Array.from({ length: cepstra }, (_, c) => {
    const slopes: number[] = []
    for (let i = 2; i < frames.length - 2; i += 1) {
      if (!sounding[i]) continue
      const at = (k: number) => frames[i + k]?.cepstrum[c] ?? 0
      slopes.push((at(1) - at(-1) + 2 * (at(2) - at(-2))) / 10)
    }
    return deviation(slopes)
  })
}

/** How strongly the level swings at 1-3, 3-6, 6-12 and 12-25 times a second, each as a share of all (log). */
function swings(frames: Frame[]): number[] {
  const levels = frames.map(({ level }) => Math.max(level, -70))
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
  const edges = [1, 3, 6, 12, 25]
  const powers = edges.slice(1).map((to, band) => {
    const from = edges[band] ?? 1
    let power = 0
    for (let step = 0; step < 4; step += 1) {
      const hertz = from + ((to - from) * (step + 0.5)) / 4
      let [cosine, sine] = [0, 0]
      for (const [i, level] of levels.entries()) {
        const angle = 2 * Math.PI * hertz * i * 0.01
        cosine += (level - mean) * Math.cos(angle)
        sine += (level - mean) * Math.sin(angle)
      }
      power += cosine * cosine + sine * sine
    }
    return power
  })
  const all = powers.reduce((sum, power) => sum + power, 1e-9)
  return powers.map((power) => log(power / all))
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

const log = (value: number) => Math.log(Math.max(value, 1e-6))
