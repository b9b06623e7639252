import { type Coefficients, frequencies } from '../ghost/coefficients'
import { blur, shareOnStep } from '../ghost/likelihood'
import { standardTable, zigzag } from '../quantisation'

/** What the whole picture's coefficients say of an earlier save. */
export interface EarlierSave {
  /** 1-100 on the scale of the Independent JPEG Group: the one that explains them best. */
  quality: number
  /** How much better it explains one coefficient than no earlier save does, as a natural logarithm; below 0: worse. */
  gain: number
  /** Coefficients that could tell, not zero. */
  counted: number
}

/** Steps beyond this are rare enough to be left out. */
const mostSteps = 60
const lowest = 30
const highest = 98
/** What the model leaves out happens this often. */
const outlier = 0.05

/**
 * Which earlier quality explains best how often each step of the last save turns up in the whole picture. A first save
 * with another step leaves the histogram with a period (Popescu and Farid, "Statistical tools for digital forensics",
 * 2004). How it would look without comes from the same picture moved off its grid by four pixels, which forgets
 * both saves (Lukáš and Fridrich, "Estimation of primary quantization matrix in double compressed JPEG images", 2003).
 * `table`: brightness steps of the last save. Null when there is too little to count.
 */
export function findEarlierSave(
  onGrid: Coefficients,
  offGrid: Coefficients,
  table: readonly number[],
): EarlierSave | null {
  const observed: Float64Array[] = []
  const expected: Float64Array[] = []
  let counted = 0
  for (let frequency = 0; frequency < frequencies; frequency++) {
    const step = table[zigzag[frequency + 1] ?? 0] ?? 1
    const counts = countSteps(onGrid, frequency, step)
    observed.push(counts)
    expected.push(smooth(countSteps(offGrid, frequency, step)))
    for (const count of counts) counted += count
  }
  if (counted < 2000) return null
  let best: EarlierSave | null = null
  for (let quality = highest; quality >= lowest; quality--) {
    const earlier = standardTable(quality)
    let gain = 0
    for (let frequency = 0; frequency < frequencies; frequency++) {
      const place = zigzag[frequency + 1] ?? 0
      const [last, first] = [table[place] ?? 1, earlier[place] ?? 1]
      if (first === last) continue
      gain += gainOf(observed[frequency] ?? none, expected[frequency] ?? none, last, first)
    }
    if (!best || gain / counted > best.gain) best = { quality, gain: gain / counted, counted }
  }
  return best
}

const none = new Float64Array(mostSteps)

/** How often each step but zero turns up, by its size; blocks that were cut off are left out. */
function countSteps({ values, clipped }: Coefficients, frequency: number, step: number): Float64Array {
  const counts = new Float64Array(mostSteps)
  const blocks = clipped.length
  const first = firstTelling(step)
  for (let block = 0; block < blocks; block++) {
    if (clipped[block]) continue
    const size = Math.round(Math.abs(values[frequency * blocks + block] ?? 0) / step)
    if (size >= first && size < mostSteps) counts[size] = (counts[size] ?? 0) + 1
  }
  return counts
}

/** What rounding to pixels can make of a zero tells nothing, since zeros are the most common. */
function firstTelling(step: number): number {
  return Math.max(1, Math.ceil((3.5 * blur) / step + 0.5))
}

/** A pinch in every place, and the mean of each with its neighbours where it is rare. */
function smooth(counts: Float64Array): Float64Array {
  return counts.map((count, at) => {
    const [before, after] = [counts[at - 1] ?? count, counts[at + 1] ?? count]
    return (count < 50 ? (before + count + after) / 3 : count) + 0.5
  })
}

/** Log-likelihood of what was observed with an earlier step, over that without. */
function gainOf(observed: Float64Array, expected: Float64Array, last: number, first: number): number {
  const ratios = new Float64Array(mostSteps)
  let [withFirst, without] = [0, 0]
  for (let size = firstTelling(last); size < mostSteps; size++) {
    const share = (shareOnStep(size * last, last, first) * first) / last
    ratios[size] = share * (1 - outlier) + outlier
    withFirst += (expected[size] ?? 0) * (ratios[size] ?? 1)
    without += expected[size] ?? 0
  }
  if (without === 0 || withFirst === 0) return 0
  const norm = Math.log(without / withFirst)
  let gain = 0
  for (let size = firstTelling(last); size < mostSteps; size++) {
    const count = observed[size] ?? 0
    if (count > 0) gain += count * (Math.log(ratios[size] ?? 1) + norm)
  }
  return gain
}
