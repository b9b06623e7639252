import { describeMaking, namedGenerators } from './describe-making'
import { citeWithLimits, listed, sentences } from './evidence-sentences'
import type { Examined } from './examined'

const unkept = 'Under zero retention, what the file says of itself was not kept, so more cannot be told.'

/** Which generator made it, so far as it says so itself. */
export function answerGenerator({ evidence, zeroRetention }: Examined): string {
  const names = namedGenerators(evidence)
  return sentences(
    names.length > 0
      ? `The file’s own marks name ${listed(names)}.`
      : 'No evidence names a generator. One is told by the marks it leaves in the file, never by look or sound.',
    ...evidence.filter(({ family }) => family === 'metadata').map(citeWithLimits),
    ...evidence
      .filter(({ check, status, points }) => check === 'provenance.c2pa' && status === 'hit' && points !== 'context')
      .map(citeWithLimits),
    names.length === 0 && zeroRetention && unkept,
  )
}

/** Content Credentials: whether there are any, whether they are intact, and who signed them. */
export function answerProvenance({ result: { c2pa }, evidence }: Examined): string {
  const states = {
    Valid: 'The file carries Content Credentials, and they are intact.',
    NotPresent: 'The file carries no Content Credentials. Most files carry none, so that says nothing.',
    Unavailable: 'The file’s Content Credentials could not be confirmed.',
  }
  const pieces = evidence.filter(({ check }) => check === 'provenance.c2pa')
  const failures = c2pa.validation_results.filter(({ success, explanation }) => !success && explanation)
  return sentences(
    (c2pa.validation_state !== 'NotPresent' || pieces.length === 0) && states[c2pa.validation_state],
    c2pa.validation_state !== 'NotPresent' && c2pa.message,
    ...pieces.map(citeWithLimits),
    failures.length > 0 &&
      `What did not verify: ${[...new Set(failures.map(({ explanation }) => explanation))].join(' ')}`,
  )
}

const asksWhen = /\b(?:when|dates?|what (?:day|year|time))\b/i

/** Device, software and dates, as the file names them. */
export function answerMetadata(examined: Examined, query: string): string {
  const { evidence, zeroRetention } = examined
  const making = describeMaking(examined)
  const dated = evidence.some(({ facts }) => typeof facts.created === 'string')
  return sentences(
    making !== null && !dated && asksWhen.test(query) && 'The evidence holds no date of its making.',
    making ?? (zeroRetention ? unkept : 'The file says nothing of the device, software or date of its making.'),
    ...evidence.filter(({ family }) => family === 'metadata').map(citeWithLimits),
    ...evidence
      .filter(({ facts }) => facts.savedAfterTaken === true)
      .map(({ title }) => `“${title}”: by its own dates it was saved again after it was taken.`),
  )
}
