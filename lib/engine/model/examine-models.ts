import { hitLlr, wilsonInterval } from '../card'
import { ModelProblem } from './model-problem'
import { type ModelDefinition, readModelsFile } from './models-file'
import { openModel, selfTestProblem } from './open-model'
import { loadRuntime, type Runtime } from './runtime'
import { strongFalseHitRate } from './weigh-score'

/** How one declared model does, in sentences for an administrator. */
export interface ExaminedModel {
  name: string
  usable: boolean
  /** In order: what it is, what was found, what is wrong where something is. */
  says: string[]
}

/**
 * Loads every model of a models file and lets it answer its self-test. Rejects with ModelProblem where the file itself
 * or what runs models cannot be used. It runs what others made: not for the server and its worker.
 */
export async function examineModels(
  file: string,
  runtimeOf: () => Promise<Runtime> = loadRuntime,
): Promise<ExaminedModel[]> {
  const definitions = await readModelsFile(file)
  const runtime = definitions.length > 0 ? await runtimeOf() : null
  const examined: ExaminedModel[] = []
  for (const definition of definitions) if (runtime) examined.push(await examine(definition, runtime))
  return examined
}

async function examine(definition: ModelDefinition, runtime: Runtime): Promise<ExaminedModel> {
  const { name, file, hub, media, licence, output } = definition
  const says = [
    `For ${media.join(' and ')}, licence ${licence}; ${hub ? `${hub.repository}, ${hub.path} at ${hub.revision}` : file}`,
  ]
  try {
    const began = performance.now()
    const model = await openModel(definition, runtime)
    try {
      says.push(`Its SHA-256 is the one declared. It loads in ${since(began)} ms.`)
      says.push(`Input ${model.shape.input}, output ${model.shape.output} as ${output.kind}.`)
      const asked = performance.now()
      const answer = await model.answerPattern()
      const took = since(asked)
      const problem = selfTestProblem(definition, answer)
      if (problem) return { name, usable: false, says: [...says, problem] }
      says.push(`Its self-test passes: ${answer.toFixed(4)} for “${definition.selfTest.pattern}”, in ${took} ms.`)
      return { name, usable: true, says: [...says, sayWeight(definition)] }
    } finally {
      await model.close()
    }
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error
    return { name, usable: false, says: [...says, error.message] }
  }
}

/** What a hit of it is worth, and why. */
function sayWeight({ card, threshold }: ModelDefinition): string {
  if (!card) {
    return `No card: advisory. From ${threshold} on it moves the score a little (to 0.67 at most) and decides nothing.`
  }
  const [, highest] = wilsonInterval(card.falseHits, card.negatives)
  const rate = `${(highest * 100).toFixed(1)} %`
  const weight = hitLlr(card)
  const alone = 1 / (1 + Math.exp(-Math.min(6, weight)))
  const counted = `Card: ${card.hits} of ${card.positives} fakes, ${card.falseHits} of ${card.negatives} real ones (${card.from}).`
  const strong =
    highest <= strongFalseHitRate
      ? `False hits are at most ${rate}, so a hit may decide.`
      : `False hits may be as many as ${rate}, more than 2 %, so a hit never decides.`
  return `${counted} A hit weighs ${weight.toFixed(2)}, ${alone.toFixed(2)} alone. ${strong}`
}

const since = (began: number) => Math.round(performance.now() - began)
