import { evaluateSamples } from './evaluation/evaluate-samples'
import { evaluateSubjects } from './evaluation/evaluate-subjects'
import { reportFolder } from './evaluation/report-folder'

/**
 * Evaluates the engine. `npm run engine:eval [-- --only check,…]` runs the samples and the sets that are made here, and
 * writes the cards and the tables of docs/engine.md. `npm run engine:eval -- FOLDER… [--models FILE]` runs the whole
 * engine on folders with fake/ and real/ in them, or on CSV files with path,truth,source, and only reports.
 */
const words = process.argv.slice(2)
const option = (name: string) => {
  const at = words.indexOf(name)
  return at < 0 ? undefined : words.splice(at, 2)[1]
}
const only = option('--only')?.split(',').filter(Boolean) ?? null
const modelsFile = option('--models')
const say = (line: string) => console.log(line)

if (words.length > 0) {
  for (const given of words) await reportFolder(given, { modelsFile, only }, say)
} else {
  if (!only) {
    const { asKnown, of, others } = await evaluateSamples()
    say(`Samples with known answers: ${asKnown} of ${of} as known.`)
    for (const other of others) say(`  ${other}`)
  }
  await evaluateSubjects(only, say)
}
