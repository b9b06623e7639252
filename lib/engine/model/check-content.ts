import type { AnalysisRequest, MediaType } from '../analysis'
import type { Finding } from '../check'
import type { Evidence } from '../evidence'
import { toEvidence } from '../registry'
import { notApplicable, runCheck } from '../run-check'
import { ModelProblem } from './model-problem'
import { atTrack } from './model-track'
import { type ModelDefinition, readModelsFile } from './models-file'
import { openTestedModel } from './open-model'
import { loadRuntime, type Runtime } from './runtime'
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

/** A large model on a slow core, with sixty frames. */
const modelLimitMs = 300_000

export interface ContentOptions {
  runtimeOf?: () => Promise<Runtime>
  /** Told what each model gave each piece, once all of its pieces are judged. */
  tell?: (pieces: ScoredPiece[]) => void
}

/**
 * The check `model.content`: every model the administrator brought for this kind of media, each with a finding of its
 * own; scores stand side by side and are never averaged. Empty where none was brought at all. Never rejects: a model that cannot be used is evidence that
 * failed. Only the process of an analysis may call this, since it runs what others made.
 */
export async function checkContent(
  request: Pick<AnalysisRequest, 'modelsFile'>,
  mediaType: MediaType,
  prepare: Prepare,
  { runtimeOf = loadRuntime, tell = () => {} }: ContentOptions = {},
): Promise<Evidence[]> {
  if (request.modelsFile === undefined) return []
  let models: ModelDefinition[]
  try {
    models = (await readModelsFile(request.modelsFile)).filter(({ media }) => media.includes(mediaType))
  } catch (error) {
    return [toEvidence('model.content', failed(null, error))]
  }
  if (models.length === 0) return [toEvidence('model.content', notChecked(noneOfKind[mediaType]))]
  const evidence: Evidence[] = []
  for (const definition of models) {
    const check = async () => [atTrack(mediaType, definition, await judge(definition, prepare, { runtimeOf, tell }))]
    evidence.push(...(await runCheck('model.content', check, modelLimitMs)))
  }
  return evidence
}

async function judge(
  definition: ModelDefinition,
  prepare: Prepare,
  { runtimeOf, tell }: Required<ContentOptions>,
): Promise<Finding> {
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

const noneOfKind: Record<MediaType, string> = {
  image: 'None of the installed models judges pictures.',
  audio: 'None of the installed models judges sound.',
  video: 'None of the installed models judges video.',
}

function notChecked(because: string): Finding {
  const doesNotShow = 'What was not checked says nothing about the media, either way.'
  return { ...notApplicable(because), status: 'not_checked', doesNotShow }
}

function failed(definition: ModelDefinition | null, error: unknown): Finding {
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
