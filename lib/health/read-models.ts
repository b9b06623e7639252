import { access } from 'node:fs/promises'
import { ModelProblem } from '@/lib/engine/model/model-problem'
import { notFetched, readModelsFile } from '@/lib/engine/model/models-file'
import { env } from '@/lib/env'
import type { Reading } from './health-part'

/**
 * How the models named in MODELS_FILE look from outside: this process never loads one. Null where none are configured;
 * whether they answer rightly is for `npm run docket -- models check`.
 */
export async function readModels(file: string | undefined): Promise<{ usable: boolean; says: string } | null> {
  if (file === undefined) return null
  try {
    const models = await readModelsFile(file)
    const [missing, unfetched]: [string[], string[]] = [[], []]
    for (const model of models) {
      const there = await access(/* turbopackIgnore: true */ model.file).then(
        () => true,
        () => false,
      )
      if (!there) (model.hub ? unfetched : missing).push(model.name)
    }
    if (missing.length > 0) {
      return { usable: false, says: `The files of these models cannot be read: ${missing.join(', ')}. ${tryThem}` }
    }
    if (unfetched.length > 0) return { usable: false, says: `${unfetched.join(', ')}: ${notFetched}` }
    const names = models.map(({ name, card }) => `${name} (${card ? 'with a card' : 'advisory'})`)
    return { usable: true, says: names.length === 0 ? 'No models are named.' : `${names.join(', ')}. ${tryThem}` }
  } catch (error) {
    if (error instanceof ModelProblem) return { usable: false, says: `${error.message} ${tryThem}` }
    throw error
  }
}

const tryThem = 'To try them: npm run docket -- models check.'

/** The same as a part of the health page. Without a model everything else is found all the same. */
export async function readModelsPart(): Promise<Reading> {
  const models = await readModels(env().MODELS_FILE)
  return { state: models && !models.usable ? 'degraded' : 'up', says: models?.says ?? 'None are configured.' }
}
