import type { AnalysisRequest, MediaType } from '../analysis'
import type { Finding } from '../check'
import type { Evidence } from '../evidence'
import { notApplicable } from '../run-check'
import { runChecks } from '../run-checks'
import { toEvidence } from '../to-evidence'
import { type ContentSubject, failed, type Prepare } from './check-content'
import { type ModelDefinition, readModelsFile } from './models-file'
import { loadRuntime } from './runtime'

/** A large model on a slow core, with sixty frames. */
const modelLimitMs = 300_000

/**
 * Every model the administrator brought for this kind of media, each with evidence of its own; scores stand side by side and
 * are never averaged. Empty where none was brought at all. Never rejects.
 */
export async function askModels(
  request: Pick<AnalysisRequest, 'modelsFile'>,
  mediaType: MediaType,
  prepare: Prepare,
  { runtimeOf = loadRuntime, tell = () => {} }: Partial<Pick<ContentSubject, 'runtimeOf' | 'tell'>> = {},
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
    const subject = { mediaType, definition, prepare, runtimeOf, tell }
    evidence.push(...(await runChecks('models', mediaType, subject, { limitMs: modelLimitMs })))
  }
  return evidence
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
