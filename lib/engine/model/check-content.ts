import type { MediaType } from '../analysis'
import type { Finding } from '../check'
import { notApplicable } from '../run-check'
import { ModelProblem } from './model-problem'
import { atTrack } from './model-track'
import type { ModelDefinition } from './models-file'
import { openTestedModel } from './open-model'
import type { Runtime } from './runtime'
import { weighScore } from './weigh-score'

/** One input of a model, and where in the media it is from, in seconds; null: the whole picture. */
export interface ModelPiece {
  input: Float32Array
  second: number | null
  /** Which picture of an animation, from 1. */
  page?: number
}

type Scored = Omit<ModelPiece, 'input'> & { score: number }

/** Makes the inputs of one model from the media, one after the other; a sentence where the media gives none. */
export type Prepare = (definition: ModelDefinition) => AsyncIterable<ModelPiece> | { because: string }

/** What a model gave one piece of sound or video, 0-1. */
export interface ScoredPiece {
  definition: ModelDefinition
  second: number
  score: number
}

/** What the check is given: one model, and the media as its input. */
export interface ContentSubject {
  mediaType: MediaType
  definition: ModelDefinition
  prepare: Prepare
  runtimeOf: () => Promise<Runtime>
  /** Told what the model gave each piece that has a moment, once all pieces are judged. */
  tell: (pieces: ScoredPiece[]) => void
}

/**
 * The check `model.content`: what one model the administrator brought says of the media. Never rejects: a model that cannot be
 * used is a finding that failed. Only the process of an analysis may call this, since it runs what others made.
 */
export async function checkContent({ mediaType, definition, ...media }: ContentSubject): Promise<Finding[]> {
  return [atTrack(mediaType, definition, await ask({ definition, ...media }))]
}

async function ask({ definition, prepare, runtimeOf, tell }: Omit<ContentSubject, 'mediaType'>): Promise<Finding> {
  try {
    const pieces = prepare(definition)
    if ('because' in pieces) return notApplicable(pieces.because)
    const model = await openTestedModel(definition, await runtimeOf())
    try {
      const scores: Scored[] = []
      for await (const { input, ...from } of pieces) scores.push({ score: await model.score(input), ...from })
      const finding = weighAll(definition, scores)
      tell(scores.flatMap(({ score, second }) => (second === null ? [] : [{ definition, score, second }])))
      return finding
    } finally {
      await model.close()
    }
  } catch (error) {
    return failed(definition, error)
  }
}

function weighAll(definition: ModelDefinition, scores: Scored[]): Finding {
  const [first] = scores
  if (first === undefined) return notApplicable(`There is nothing in it that the model “${definition.name}” can judge.`)
  if (first.second === null && scores.length === 1) return weighScore(definition, first.score)
  const highest = scores.reduce((best, one) => (one.score > best.score ? one : best), first)
  const mean = scores.reduce((sum, { score }) => sum + score, 0) / scores.length
  return weighScore(definition, definition.pool === 'max' ? highest.score : mean, {
    pieces: scores.length,
    pooled: definition.pool,
    highest: Math.round(highest.score * 1000) / 1000,
    ...(highest.second === null ? { highestPage: highest.page ?? null } : { highestAt: highest.second }),
  })
}

/** A model that cannot be used, as a finding; null: none of them can, since the models file itself is at fault. */
export function failed(definition: ModelDefinition | null, error: unknown): Finding {
  const because = error instanceof ModelProblem ? error.message : 'It broke off without a reason.'
  return {
    ...notApplicable(definition ? `The model “${definition.name}” was not used. ${because}` : because),
    status: 'failed',
    doesNotShow:
      'A model that fails says nothing about the media, either way. An administrator can see more with: npm run docket -- ' +
      'models check.',
    facts: definition ? { model: definition.name } : {},
  }
}
