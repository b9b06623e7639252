/** A linear model: features are brought to mean 0 and deviation 1, weighed and summed. */
export interface LinearModel {
  means: number[]
  deviations: number[]
  weights: number[]
  bias: number
}

/** Standardised features further out than this are held here, so that no single one decides. */
const furthest = 4

/** The log-odds a model gives. Throws RangeError where there are more or fewer features than weights. */
export function logOdds(model: LinearModel, features: number[]): number {
  const { means, deviations, weights, bias } = model
  if (features.length !== weights.length) {
    throw new RangeError(`A model of ${weights.length} weights was given ${features.length} features.`)
  }
  return weights.reduce((sum, weight, i) => {
    const far = ((features[i] ?? 0) - (means[i] ?? 0)) / (deviations[i] || 1)
    return sum + weight * Math.max(-furthest, Math.min(furthest, far))
  }, bias)
}

/** A probability from log-odds. */
export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds))
