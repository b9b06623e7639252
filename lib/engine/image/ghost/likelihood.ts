import { standardTable, zigzag } from '../quantisation'
import { frequencies } from './coefficients'

/** Coefficients are looked up by their size, up to this one. */
export const largestValue = 1024

/** Rounding to pixels between the two saves blurs a coefficient by about this much. */
export const blur = 0.6
/** What the model leaves out happens this often; it also bounds what one coefficient may say. */
const outlier = 0.04

/**
 * For every frequency and every size of a coefficient: how much likelier it is where the picture was saved at
 * `earlierQuality` before than where it was not, as a logarithm. `table`: the brightness steps of the last save.
 *
 * A coefficient saved with a coarse step and then with a fine one falls only on fine steps near a multiple of the
 * coarse one, so some values turn up too often and others never (Popescu and Farid, "Statistical tools for digital
 * forensics", 2004). Zero is left out: it is common either way. Null when the earlier save would leave no trace.
 */
export function ghostLikelihood(table: readonly number[], earlierQuality: number): Float32Array | null {
  const earlier = standardTable(earlierQuality)
  const likelihood = new Float32Array(frequencies * largestValue)
  let telling = 0
  for (let frequency = 0; frequency < frequencies; frequency++) {
    const place = zigzag[frequency + 1] ?? 0
    const fine = table[place] ?? 1
    const coarse = earlier[place] ?? 1
    if (coarse <= fine) continue
    telling++
    for (let value = 1; value < largestValue; value++) {
      const step = Math.round(value / fine)
      // Zeros are by far the most common, so what blur can make of a zero tells nothing either.
      if ((step - 0.5) * fine < 3.5 * blur) continue
      const ratio = (shareOnStep(step * fine, fine, coarse) * coarse) / fine
      likelihood[frequency * largestValue + value] = Math.log(ratio * (1 - outlier) + outlier)
    }
  }
  return telling >= frequencies / 2 ? likelihood : null
}

/** The share of multiples of the earlier step, each blurred, that the last save put on this step. */
export function shareOnStep(centre: number, last: number, earlier: number): number {
  const nearest = Math.round(centre / earlier)
  const reach = 2 + Math.ceil(last / (2 * earlier))
  let share = 0
  for (let multiple = Math.max(1, nearest - reach); multiple <= nearest + reach; multiple++) {
    const distance = centre - multiple * earlier
    share += normal((distance + last / 2) / blur) - normal((distance - last / 2) / blur)
  }
  return share
}

/** The normal distribution, to 1e-4. Source: Abramowitz and Stegun, 26.2.19 (logistic form of Page, 1977). */
function normal(x: number): number {
  return 1 / (1 + Math.exp(-1.5976 * x - 0.070565 * x * x * x))
}
