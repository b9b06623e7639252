import FFT from 'fft.js'

/** Everything about voices is measured at this rate, so that telephone and studio recordings are judged alike. Hz. */
export const voiceRate = 8000
/** Seconds from one frame to the next. */
export const frameSeconds = 0.01
/** Cepstral coefficients kept, without the zeroth: levels and, in their changes, microphones do not count. */
export const cepstra = 13

/** What is measured of 40 ms of sound. */
export interface Frame {
  /** Decibels below full scale. */
  level: number
  /** Periodicity 0-1: the highest peak of the normalised autocorrelation between 60 and 420 Hz. */
  periodicity: number
  /** Pitch at that peak, Hz. */
  pitch: number
  cepstrum: Float32Array
}

const hop = voiceRate * frameSeconds
const length = 320
const size = 512
const bands = 20
const shortestPeriod = Math.floor(voiceRate / 420)
const longestPeriod = Math.ceil(voiceRate / 60)

/** Cuts sound at `voiceRate` into frames as it comes and measures each. */
export function collectFrames(take: (frame: Frame) => void): (samples: Float32Array) => void {
  const measure = prepare()
  const buffer = new Float32Array(length)
  let filled = 0
  return (samples) => {
    let at = 0
    while (at < samples.length) {
      const count = Math.min(length - filled, samples.length - at)
      buffer.set(samples.subarray(at, at + count), filled)
      filled += count
      at += count
      if (filled < length) return
      take(measure(buffer))
      buffer.copyWithin(0, hop)
      filled = length - hop
    }
  }
}

/**
 * Cepstra of linear bands (LFCC) from 100 to 3,800 Hz; periodicity by Boersma (1993): the autocorrelation of the
 * windowed sound over that of the window.
 */
function prepare(): (samples: Float32Array) => Frame {
  const fft = new FFT(size)
  const window = Float32Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length))
  const input = new Float32Array(size)
  const spectrum = fft.createComplexArray()
  const powers = new Float64Array(size)
  const lags = fft.createComplexArray()
  const windowLags = new Float32Array(longestPeriod + 2)
  for (let lag = 0; lag < windowLags.length; lag += 1) {
    for (let i = 0; i + lag < length; i += 1)
      windowLags[lag] = (windowLags[lag] ?? 0) + (window[i] ?? 0) * (window[i + lag] ?? 0)
  }
  const filters = linearFilters()
  const cosines = Array.from({ length: cepstra }, (_, c) =>
    Float32Array.from({ length: bands }, (_, band) => Math.cos((Math.PI * (c + 1) * (band + 0.5)) / bands)),
  )
  return (samples) => {
    let mean = 0
    for (let i = 0; i < length; i += 1) mean += (samples[i] ?? 0) / length
    let energy = 0
    for (let i = 0; i < length; i += 1) {
      const value = (samples[i] ?? 0) - mean
      energy += (value * value) / length
      input[i] = value * (window[i] ?? 0)
    }
    fft.realTransform(spectrum, input)
    for (let bin = 0; bin <= size / 2; bin += 1) {
      const power = (spectrum[bin * 2] ?? 0) ** 2 + (spectrum[bin * 2 + 1] ?? 0) ** 2
      powers[bin] = power
      if (bin > 0 && bin < size / 2) powers[size - bin] = power
    }
    const logs = filters.map((filter) => {
      let sum = 1e-9
      for (let i = 0; i < filter.weights.length; i += 1)
        sum += (filter.weights[i] ?? 0) * (powers[filter.first + i] ?? 0)
      return Math.log(sum)
    })
    const cepstrum = Float32Array.from(cosines, (row) => {
      let sum = 0
      for (let band = 0; band < bands; band += 1) sum += (row[band] ?? 0) * (logs[band] ?? 0)
      return sum / bands
    })
    fft.realTransform(lags, powers)
    return { level: 10 * Math.log10(energy + 1e-12), ...findPeriod(lags, windowLags), cepstrum }
  }
}

function findPeriod(lags: number[], windowLags: Float32Array): { periodicity: number; pitch: number } {
  const whole = (lags[0] ?? 0) / (windowLags[0] ?? 0)
  if (!(whole > 0)) return { periodicity: 0, pitch: 0 }
  const at = (lag: number) => (lags[lag * 2] ?? 0) / (windowLags[lag] ?? 0) / whole
  let best = 0
  let period = 0
  for (let lag = shortestPeriod; lag <= longestPeriod; lag += 1) {
    const value = at(lag)
    if (value < at(lag - 1) || value < at(lag + 1)) continue
    // A little more for short periods, or every second period would do as well.
    if (value * (1 - lag / 2000) > best * (1 - period / 2000)) [best, period] = [value, lag]
  }
  if (period === 0) return { periodicity: 0, pitch: 0 }
  const [before, after] = [at(period - 1), at(period + 1)]
  const bend = before - 2 * best + after
  const shift = bend < 0 ? (0.5 * (before - after)) / bend : 0
  return { periodicity: Math.max(0, Math.min(1, best)), pitch: voiceRate / (period + shift) }
}

/** Triangles of equal width from 100 to 3,800 Hz: the first bin and the weights from there. */
function linearFilters(): { first: number; weights: Float32Array }[] {
  const [low, high] = [100, 3800]
  const step = (high - low) / (bands + 1)
  const binOf = (hertz: number) => (hertz * size) / voiceRate
  return Array.from({ length: bands }, (_, band) => {
    const middle = low + (band + 1) * step
    const first = Math.ceil(binOf(middle - step))
    const length = Math.floor(binOf(middle + step)) - first + 1
    const weight = (_: unknown, i: number) => 1 - Math.abs(((first + i) * voiceRate) / size - middle) / step
    return { first, weights: Float32Array.from({ length }, weight) }
  })
}
