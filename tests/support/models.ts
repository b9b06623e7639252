import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { meanColourModel, onnxModel } from './onnx-model'

/** Probability by the amount of red: 0.99995 for red pictures, 0.00005 for those without red, 0.5 in between. */
export const redModel = meanColourModel([20, 0, 0], [-10], 'Sigmoid')

/** The declaration of that model, with the media's own colours as its input. */
export const redDeclaration = {
  name: 'red',
  file: 'red.onnx',
  licence: 'MIT',
  media: ['image', 'video'],
  input: { kind: 'image', width: 64, height: 48, resize: 'squash' },
  output: { kind: 'sigmoid1', means: 'fake' },
  threshold: 0.9,
  selfTest: { pattern: 'gradient', expect: 0.5, tolerance: 0.01 },
}

/** Fires on sound with energy in it: the mean of the squares, times 100, minus 5, through a sigmoid. */
export const loudModel = onnxModel({
  inputs: [{ name: 'samples', dims: [1, 'n'] }],
  outputs: [{ name: 'out', dims: [1, 1] }],
  weights: [
    { name: 'hundred', dims: [1, 1], values: [100] },
    { name: 'five', dims: [1, 1], values: [5] },
  ],
  operations: [
    { op: 'Mul', inputs: ['samples', 'samples'], outputs: ['squares'] },
    { op: 'ReduceMean', inputs: ['squares'], outputs: ['power'], ints: { keepdims: 1 } },
    { op: 'Mul', inputs: ['power', 'hundred'], outputs: ['scaled'] },
    { op: 'Sub', inputs: ['scaled', 'five'], outputs: ['logit'] },
    { op: 'Sigmoid', inputs: ['logit'], outputs: ['out'] },
  ],
})

/** 0.5² / 2 · 100 - 5 = 7.5 for the tone of the self-test. */
export const loudDeclaration = {
  name: 'loud',
  file: 'loud.onnx',
  licence: 'MIT',
  media: ['audio'],
  input: { kind: 'audio', sampleRate: 16_000, seconds: 1 },
  output: { kind: 'sigmoid1', means: 'fake' },
  threshold: 0.5,
  selfTest: { pattern: 'tone', expect: 0.99945, tolerance: 0.001 },
}

/** A card whose hits may decide: 0 false hits of 300, at most 1.3 %. */
export const strongCard = { positives: 300, hits: 240, negatives: 300, falseHits: 0, from: 'made up for a test' }

export interface DeclaredModel {
  bytes: Buffer
  declaration: object
}

/** Writes models and their models file to a folder; the hash is of `bytes` unless the declaration has one. */
export async function writeModels(folder: string, models: DeclaredModel[]): Promise<string> {
  const declared = []
  for (const { bytes, declaration } of models) {
    const whole = { sha256: createHash('sha256').update(bytes).digest('hex'), ...declaration }
    if ('file' in whole && typeof whole.file === 'string') await writeFile(path.join(folder, whole.file), bytes)
    declared.push(whole)
  }
  const file = path.join(folder, 'models.json')
  await writeFile(file, JSON.stringify({ models: declared }))
  return file
}
