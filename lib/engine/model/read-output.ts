import { ModelProblem } from './model-problem'
import type { ModelOutput } from './models-file'

/** How many numbers a kind of output has. */
export function outputCount(kind: ModelOutput['kind']): 1 | 2 {
  return kind === 'sigmoid1' || kind === 'logit1' ? 1 : 2
}

/** A little is allowed for rounding in the model. */
const rounding = 1e-3

/**
 * Probability 0-1 of fake from what a model put out. Nothing is guessed: one number is never sent through softmax, which
 * would make 1 of whatever it is, and what is declared a probability has to be one. Throws ModelProblem otherwise.
 */
export function readOutput(values: ArrayLike<number>, output: ModelOutput): number {
  const expected = outputCount(output.kind)
  if (values.length !== expected) {
    throw new ModelProblem(`The model put out ${values.length} numbers, but ${output.kind} has ${expected}.`)
  }
  const [first = Number.NaN, second = 0] = Array.from(values)
  if (!Number.isFinite(first) || !Number.isFinite(second)) {
    throw new ModelProblem('The model put out something that is not a number.')
  }
  switch (output.kind) {
    case 'sigmoid1':
      return turn(probability(first, output.kind), output.means)
    case 'logit1':
      return turn(sigmoid(first), output.means)
    case 'softmax2':
      if (Math.abs(first + second - 1) > rounding) {
        throw new ModelProblem(
          `The model is declared softmax2, but its two numbers add up to ${first + second}, not 1.`,
        )
      }
      return probability(output.fake === 0 ? first : second, output.kind)
    case 'logits2':
      return sigmoid(output.fake === 0 ? first - second : second - first)
  }
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))
const turn = (value: number, means: 'fake' | 'real') => (means === 'fake' ? value : 1 - value)

function probability(value: number, kind: string): number {
  if (value < -rounding || value > 1 + rounding) {
    throw new ModelProblem(`The model is declared ${kind}, but put out ${value}, which is no probability.`)
  }
  return Math.min(1, Math.max(0, value))
}
