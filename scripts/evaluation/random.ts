/** Whole numbers from `low` up to, not including, `high`: the same sequence for the same seed. */
export type Random = (low: number, high: number) => number

/** Numerical Recipes' linear congruential generator; the low bits are not used. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return (low, high) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return low + Math.floor((state / 2 ** 32) * (high - low))
  }
}
