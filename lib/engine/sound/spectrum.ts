import FFT from 'fft.js'

/** Sound level over time and frequency. Levels are mean power, full scale sine about 0.25. */
export interface Spectrum {
  /** One per column of time, oldest first: power in `rows` equal bands from 0 Hz to half the sample rate. */
  columns: Float32Array[]
  rows: number
  /** Seconds one column stands for. */
  columnSeconds: number
  sampleRate: number
  /** Mean power per FFT bin over everything; `bins * binHz` is half the sample rate. */
  mean: Float64Array
  binHz: number
}

export interface SpectrumCollector {
  push(samples: Float32Array, sampleRate: number): void
  /** Null when there was less sound than one window (about 46 ms). */
  spectrum(): Spectrum | null
}

const maxColumns = 1200
const maxHop = 4096

/**
 * Computes a spectrogram (Hann window of about 46 ms) while the sound is decoded. Columns are merged in pairs as it
 * grows, so memory stays at about 1 MB and the length need not be known.
 */
export function collectSpectrum(rows = 256): SpectrumCollector {
  let state: ReturnType<typeof prepare> | null = null
  let columns: Float32Array[] = []
  let perColumn = 1
  let hop = 0
  let inColumn = 0
  let current = new Float32Array(rows)
  let windows = 0
  let buffer = new Float32Array(0)
  let filled = 0
  const closeColumn = () => {
    columns.push(current.map((value) => value / inColumn))
    current = new Float32Array(rows)
    inColumn = 0
    if (columns.length < maxColumns) return
    columns = columns.flatMap((column, i) => (i % 2 === 0 ? [average(column, columns[i + 1] ?? column)] : []))
    if (hop < maxHop) hop *= 2
    else perColumn *= 2
  }
  return {
    push(samples, sampleRate) {
      if (state === null) {
        state = prepare(sampleRate)
        hop = state.size / 8
        buffer = new Float32Array(state.size)
      }
      let at = 0
      while (at < samples.length) {
        // A negative fill is a gap between windows: hops longer than a window skip samples.
        if (filled < 0) {
          const gap = Math.min(-filled, samples.length - at)
          filled += gap
          at += gap
          continue
        }
        const take = Math.min(state.size - filled, samples.length - at)
        buffer.set(samples.subarray(at, at + take), filled)
        filled += take
        at += take
        if (filled < state.size) break
        addWindow(state, buffer, current)
        windows += 1
        inColumn += 1
        if (inColumn >= perColumn) closeColumn()
        if (hop < state.size) buffer.copyWithin(0, hop)
        filled = state.size - hop
      }
    },
    spectrum() {
      if (state === null || windows === 0) return null
      if (inColumn > 0) closeColumn()
      const { sampleRate, size, total } = state
      return {
        columns,
        rows,
        columnSeconds: (hop * perColumn) / sampleRate,
        sampleRate,
        mean: total.map((value) => value / windows),
        binHz: sampleRate / size,
      }
    },
  }
}

function prepare(sampleRate: number) {
  const size = 2 ** Math.min(13, Math.max(9, Math.round(Math.log2(sampleRate * 0.046))))
  const fft = new FFT(size)
  const window = Float32Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
  return {
    size,
    fft,
    window,
    sampleRate,
    input: new Float32Array(size),
    out: fft.createComplexArray(),
    total: new Float64Array(size / 2),
  }
}

function addWindow(state: ReturnType<typeof prepare>, samples: Float32Array, column: Float32Array): void {
  const { size, fft, window, input, out, total } = state
  for (let i = 0; i < size; i += 1) input[i] = (samples[i] ?? 0) * (window[i] ?? 0)
  fft.realTransform(out, input)
  const bins = size / 2
  const rows = column.length
  const scale = 4 / (size * size)
  const strongest = new Float32Array(rows)
  for (let bin = 0; bin < bins; bin += 1) {
    const real = out[bin * 2] ?? 0
    const imaginary = out[bin * 2 + 1] ?? 0
    const power = (real * real + imaginary * imaginary) * scale
    total[bin] = (total[bin] ?? 0) + power
    const row = Math.floor((bin * rows) / bins)
    if (power > (strongest[row] ?? 0)) strongest[row] = power
  }
  for (let row = 0; row < rows; row += 1) column[row] = (column[row] ?? 0) + (strongest[row] ?? 0)
}

function average(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => (value + (b[i] ?? 0)) / 2)
}
