import { examineModels } from '@/lib/engine/model/examine-models'
import { ModelProblem } from '@/lib/engine/model/model-problem'
import { env } from '@/lib/env'
import { readOptions } from './usage'

/** `models check`: loads every model of MODELS_FILE and says how it does. Answers 1 where one cannot be used. */
export async function modelsCommand(args: string[], print: (line: string) => void): Promise<number> {
  const file = readOptions(args, ['file']).file ?? env().MODELS_FILE
  if (!file) {
    print(
      'No models are installed: MODELS_FILE is not set. Docket works without; docs/engine.md, “Models”, says how to add some.',
    )
    return 0
  }
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
