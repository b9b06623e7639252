import { examineModels } from '@/lib/engine/model/examine-models'
import { ModelProblem } from '@/lib/engine/model/model-problem'
import { readModelsFile } from '@/lib/engine/model/models-file'
import { env } from '@/lib/env'
import { fetchModel } from '@/lib/models/fetch-model'
import { readOptions } from './usage'

/** `models check`: loads every model of MODELS_FILE and says how it does. Answers 1 where one cannot be used. */
export async function modelsCommand(args: string[], print: (line: string) => void): Promise<number> {
  const file = readOptions(args, ['file']).file ?? env().MODELS_FILE
  if (!file) return noModels(print)
  try {
    const models = await examineModels(file)
    if (models.length === 0) print(`${file} names no models.`)
    for (const { name, usable, says } of models) {
      print(`${name}: ${usable ? 'can be used.' : 'CANNOT BE USED.'}`)
      for (const line of says) print(`  ${line}`)
    }
    return models.every(({ usable }) => usable) ? 0 : 1
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error
    print(`${file}: ${error.message}`)
    return 1
  }
}

/**
 * `models fetch`: fetches every model that is named by a hub and is not there, its hash checked. Answers 1 where one could not
 * be fetched. The only thing in Docket that fetches a model.
 */
export async function fetchModelsCommand(
  args: string[],
  print: (line: string) => void,
  endpoint = env().HF_ENDPOINT,
): Promise<number> {
  const file = readOptions(args, ['file']).file ?? env().MODELS_FILE
  if (!file) return noModels(print)
  try {
    const named = (await readModelsFile(file)).flatMap(({ hub, ...model }) => (hub ? { ...model, hub } : []))
    if (named.length === 0) print(`${file} names no model by a hub: there is nothing to fetch.`)
    let failed = 0
    for (const model of named) {
      try {
        const fetched = await fetchModel(model, { endpoint })
        print(`${model.name}: ${fetched ? 'fetched, with the SHA-256 declared.' : 'is here already.'}`)
      } catch (error) {
        if (!(error instanceof ModelProblem)) throw error
        print(`${model.name}: NOT FETCHED. ${error.message}`)
        failed += 1
      }
    }
    return failed > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error
    print(`${file}: ${error.message}`)
    return 1
  }
}

function noModels(print: (line: string) => void): number {
  print(
    'No models are installed: MODELS_FILE is not set. Docket works without; docs/engine.md, “Models”, says how to add some.',
  )
  return 0
}
