import { type LinearModel, logOdds, probability } from '../../lib/engine/sound/voice/linear'

export interface Sample {
  features: number[]
  /** 1: should be recognised. */
  answer: 0 | 1
  weight: number
}

/** Logistic regression by Newton steps with an L2 penalty on standardised features. */
export function learn(samples: Sample[], penalty = 0.003): LinearModel {
  const size = samples[0]?.features.length ?? 0
  const total = samples.reduce((sum, { weight }) => sum + weight, 0)
  const means = column(size, (i) => samples.reduce((sum, s) => sum + (s.weight * (s.features[i] ?? 0)) / total, 0))
  const deviations = column(size, (i) =>
    Math.sqrt(samples.reduce((sum, s) => sum + (s.weight * ((s.features[i] ?? 0) - (means[i] ?? 0)) ** 2) / total, 0)),
  )
  // With weights of one, the model's own standardising of one feature at a time.
  const rows = samples.map(({ features }) =>
    Float64Array.from([
      ...features.map((_, i) =>
        logOdds({ means: [means[i] ?? 0], deviations: [deviations[i] ?? 1], weights: [1], bias: 0 }, [
          features[i] ?? 0,
        ]),
      ),
      1,
    ]),
  )
  let solution = new Float64Array(size + 1)
  for (let step = 0; step < 12; step += 1) {
    const slope = new Float64Array(size + 1)
    const bend = Array.from({ length: size + 1 }, () => new Float64Array(size + 1))
    for (const [n, row] of rows.entries()) {
      const sample = samples[n]
      if (sample === undefined) continue
      let odds = 0
      for (let i = 0; i <= size; i += 1) odds += (row[i] ?? 0) * (solution[i] ?? 0)
      const p = probability(odds)
      const weight = sample.weight / total
      const error = weight * (sample.answer - p)
      const curve = weight * Math.max(1e-6, p * (1 - p))
      for (let i = 0; i <= size; i += 1) {
        const value = row[i] ?? 0
        slope[i] = (slope[i] ?? 0) + error * value
        const line = bend[i]
        if (line === undefined) continue
        const scaled = curve * value
        for (let k = 0; k <= i; k += 1) line[k] = (line[k] ?? 0) + scaled * (row[k] ?? 0)
      }
    }
    for (let i = 0; i <= size; i += 1) {
      for (let k = i + 1; k <= size; k += 1) {
        const [line, other] = [bend[i], bend[k]]
        if (line && other) line[k] = other[i] ?? 0
      }
      const line = bend[i]
      if (line === undefined || i === size) continue
      slope[i] = (slope[i] ?? 0) - penalty * (solution[i] ?? 0)
      line[i] = (line[i] ?? 0) + penalty
    }
    const change = solve(bend, slope)
    solution = solution.map((value, i) => value + (change[i] ?? 0))
    if (Math.max(...change.map(Math.abs)) < 1e-4) break
  }
  return { means, deviations, weights: [...solution.subarray(0, size)], bias: solution[size] ?? 0 }
}

const column = (size: number, value: (i: number) => number) => Array.from({ length: size }, (_, i) => value(i))

/** Gaussian elimination with pivoting; changes its arguments. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  for (let i = 0; i < n; i += 1) {
    let best = i
    for (let k = i + 1; k < n; k += 1) if (Math.abs(matrix[k]?.[i] ?? 0) > Math.abs(matrix[best]?.[i] ?? 0)) best = k
    const pivot = matrix[best]
    const line = matrix[i]
    if (pivot === undefined || line === undefined) continue
    ;[matrix[i], matrix[best]] = [pivot, line]
    ;[right[i], right[best]] = [right[best] ?? 0, right[i] ?? 0]
    for (let k = i + 1; k < n; k += 1) {
      const row = matrix[k]
      if (row === undefined) continue
      const share = (row[i] ?? 0) / (pivot[i] || 1e-12)
      for (let j = i; j < n; j += 1) row[j] = (row[j] ?? 0) - share * (pivot[j] ?? 0)
      right[k] = (right[k] ?? 0) - share * (right[i] ?? 0)
    }
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const row = matrix[i]
    if (row === undefined) continue
    let rest = right[i] ?? 0
    for (let k = i + 1; k < n; k += 1) rest -= (row[k] ?? 0) * (right[k] ?? 0)
    right[i] = rest / (row[i] || 1e-12)
  }
  return right
}
