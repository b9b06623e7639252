import type { CardFile } from '@/lib/engine/card'
import type { CheckName } from '@/lib/engine/registry'
import { countFiles, countOrigins } from './count-items'
import { analyseKnownFiles, itemsOfChecks, itemsOfEngine } from './evaluate-folder'
import { measure } from './measure'
import { renderTables } from './render-tables'
import type { EvaluatedItem } from './subject'

/** Runs the whole engine on a folder or list of known truth and says how right it was; nothing is written. */
export async function reportFolder(
  given: string,
  options: { modelsFile?: string | undefined; only: string[] | null },
  say: (line: string) => void,
): Promise<void> {
  const files = await analyseKnownFiles(given, options.modelsFile, say)
  const refused = files.filter(({ analysis }) => analysis === null)
  say(`${given}: ${files.length} files, ${refused.length} of them refused`)
  for (const { path: file, because } of refused) say(`  ${file}: ${because}`)
  const whole = itemsOfEngine(files)
  const { auc, eer, hitsAt1, hitsAt5, calibrationError, coverage, selectiveAccuracy } = measure(whole, whole, true)
  const told = { auc, eer, hitsAt1, hitsAt5, calibrationError, decided: coverage, right: selectiveAccuracy }
  say('The score of the engine, and its labels (decided: Fake or Real; right: of those):')
  for (const [name, value] of Object.entries(told)) say(`  ${name.padEnd(17)} ${value ?? 'cannot be measured'}`)
  const found = [...itemsOfChecks(files)].filter(([check]) => !options.only || options.only.includes(check))
  say(renderTables(found.map(([check, items]) => cardOf(check, items, given))))
}

/** Counted on whatever was given, so it is shown and not kept. */
function cardOf(check: string, items: EvaluatedItem[], given: string): CardFile {
  return {
    check: check as CheckName,
    ...countOrigins(items),
    counted: 'files',
    files: countFiles(items),
    says: '',
    set: `The files of ${given}.`,
    reproduce: `npm run engine:eval -- ${given}`,
    inputs: null,
    // What a model scores is a probability, though an uncalibrated one.
    measures: measure(items, items, check === 'model.content'),
  }
}
