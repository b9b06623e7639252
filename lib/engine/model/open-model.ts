import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { ModelProblem } from './model-problem'
import { type ModelDefinition, notFetched } from './models-file'
import { isSoundPattern, patternPicture, patternSound } from './patterns'
import { toPictureInput } from './picture-input'
import { outputCount, readOutput } from './read-output'
import type { Runtime } from './runtime'

/** A model that has the declared hash and shape, loaded. */
export interface OpenModel {
  definition: ModelDefinition
  /** Input and output tensors as the file has them, for people. */
  shape: { input: string; output: string }
  /** Probability 0-1 of fake of one prepared input. Rejects with ModelProblem. */
  score(input: Float32Array): Promise<number>
  /** What it answers to the pattern of its self-test. */
  answerPattern(): Promise<number>
  close(): Promise<void>
}

/** Opens a model file. Rejects with ModelProblem where it is not what was declared, or does not load. */
export async function openModel(definition: ModelDefinition, runtime: Runtime): Promise<OpenModel> {
  const { input, output } = definition
  const bytes = await readPinned(definition)
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] }).catch((cause) => {
    throw new ModelProblem('The file is no ONNX model that can be run here.', { cause })
  })
  try {
    const [inputName] = session.inputNames
    if (inputName === undefined || session.inputNames.length > 1) {
      throw new ModelProblem(`The model takes ${session.inputNames.length} inputs; only models of one are supported.`)
    }
    const outputName = output.tensor ?? session.outputNames[0]
    const outputAt = session.outputNames.indexOf(outputName ?? '')
    if (outputName === undefined || outputAt < 0) throw new ModelProblem(`The model has no output “${outputName}”.`)
    const dims = inputDims(input)
    const inputShape = shapeOf(session.inputMetadata[0])
    const outputShape = shapeOf(session.outputMetadata[outputAt])
    if (!fits(inputShape, dims)) {
      throw new ModelProblem(`The model takes ${say(inputShape)}, but the declaration gives it ${say(dims)}.`)
    }
    const numbers = outputShape?.reduce<number>((product, size) => product * (typeof size === 'number' ? size : 1), 1)
    if (numbers !== undefined && numbers !== outputCount(output.kind)) {
      throw new ModelProblem(`The model puts out ${say(outputShape)}, which ${output.kind} cannot be.`)
    }
    const score = async (values: Float32Array) => {
      const tensor = new runtime.Tensor('float32', values, dims)
      const answer = await session.run({ [inputName]: tensor }).catch((cause) => {
        throw new ModelProblem('The model broke off while it ran.', { cause })
      })
      const data = answer[outputName]?.data
      if (!(data instanceof Float32Array)) throw new ModelProblem('The model does not put out float32 numbers.')
      return readOutput(data, output)
    }
    return {
      definition,
      shape: { input: `${inputName} ${say(inputShape)}`, output: `${outputName} ${say(outputShape)}` },
      score,
      answerPattern: async () => score(await patternInput(definition)),
      close: () => session.release(),
    }
  } catch (error) {
    await session.release()
    throw error
  }
}

/** Opens a model and lets it answer its self-test; a wrong answer is a ModelProblem. */
export async function openTestedModel(definition: ModelDefinition, runtime: Runtime): Promise<OpenModel> {
  const model = await openModel(definition, runtime)
  try {
    const answer = await model.answerPattern()
    const problem = selfTestProblem(definition, answer)
    if (problem) throw new ModelProblem(problem)
    return model
  } catch (error) {
    await model.close()
    throw error
  }
}

/** Why an answer to the self-test is wrong, or null. */
export function selfTestProblem({ selfTest }: ModelDefinition, answer: number): string | null {
  const { pattern, expect, tolerance } = selfTest
  if (Math.abs(answer - expect) <= tolerance) return null
  return `Its self-test fails: it answers ${answer.toFixed(4)} to the pattern “${pattern}” instead of ${expect} ± ${tolerance}.`
}

/** Samples of one window. */
export function windowSamples({ sampleRate, seconds }: { sampleRate: number; seconds: number }): number {
  return Math.round(sampleRate * seconds)
}

/**
 * A model takes about four times its size to load: 344 MB were measured to take 1.8 GB, and an analysis that runs out of
 * memory would be blamed on the media.
 */
export const largestModelMegabytes = 256

async function readPinned({ file, sha256, hub }: ModelDefinition): Promise<Uint8Array> {
  const unreadable = (error: NodeJS.ErrnoException) => {
    if (hub && error.code === 'ENOENT') throw new ModelProblem(notFetched)
    throw new ModelProblem(`Its file cannot be read (${error.code ?? 'unknown'}).`)
  }
  const { size } = await stat(file).catch(unreadable)
  if (size > largestModelMegabytes * 1_000_000) {
    throw new ModelProblem(`Its file has ${Math.ceil(size / 1e6)} MB; ${largestModelMegabytes} MB is the most.`)
  }
  const bytes = await readFile(file).catch(unreadable)
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256) throw new ModelProblem(`Its file is not the one declared: SHA-256 is ${found}, not ${sha256}.`)
  return bytes
}

function inputDims(input: ModelDefinition['input']): number[] {
  if (input.kind === 'audio') {
    return input.layout === 'bn' ? [1, windowSamples(input)] : [1, 1, windowSamples(input)]
  }
  return input.layout === 'nchw' ? [1, 3, input.height, input.width] : [1, input.height, input.width, 3]
}

async function patternInput({ input, selfTest: { pattern } }: ModelDefinition): Promise<Float32Array> {
  if (input.kind === 'audio') {
    const kind = isSoundPattern(pattern) ? pattern : 'silence'
    return patternSound(kind, windowSamples(input), input.sampleRate)
  }
  const prepared = await toPictureInput(patternPicture(isSoundPattern(pattern) ? 'grey' : pattern), input)
  if (!prepared) throw new ModelProblem('Its input is larger than the pattern of the self-test, 640 × 480.')
  return prepared
}

type Shape = readonly (number | string)[]

/** Null where the file does not say, or it is no tensor of float32. */
function shapeOf(value: { isTensor: boolean; type?: string; shape?: Shape } | undefined): Shape | undefined {
  if (!value?.isTensor) return undefined
  if (value.type !== 'float32') throw new ModelProblem(`The model works with ${value.type}; only float32 is supported.`)
  return value.shape
}

function fits(shape: Shape | undefined, dims: number[]): boolean {
  if (shape === undefined) return true
  return shape.length === dims.length && shape.every((size, at) => typeof size !== 'number' || size === dims[at])
}

const say = (shape: Shape | undefined) => `[${(shape ?? ['unknown']).join(', ')}]`
