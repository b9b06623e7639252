import { createHash } from 'node:crypto'
import { type CardFile, cardName } from '@/lib/engine/card'
import { countFiles, countOrigins } from './count-items'
import { measure } from './measure'
import type { EvaluatedItem, EvaluationContext, Laundering, Subject } from './subject'

/** Evaluates a subject and counts its card. Answers what is missing where it cannot be evaluated on this machine. */
export async function makeCard(
  subject: Subject,
  context: Omit<EvaluationContext, 'digest'>,
): Promise<{ card: CardFile; items: EvaluatedItem[] } | { missing: string }> {
  const hash = createHash('sha256')
  const answer = await subject.evaluate({ ...context, digest: (input) => void hash.update(input) })
  if ('missing' in answer) return answer
  const counted = answer.filter((item) => (subject.cardCounts ?? ['original']).includes(item.laundering))
  const files = countFiles(counted)
  const level = (name: Laundering) => countFiles(answer.filter((item) => item.laundering === name))
  const levels = { original: level('original'), 're-encoded': level('re-encoded'), social: level('social') }
  const measures = measure(answer, counted, subject.calibrated)
  const card: CardFile = {
    check: subject.check,
    ...(subject.hit !== undefined && { hit: subject.hit }),
    ...countOrigins(counted),
    counted: `${subject.origins}; what was made of one counts once`,
    files,
    says: subject.says(files, levels, measures.folds),
    set: subject.set,
    reproduce: `npm run engine:eval -- --only ${cardName(subject)}`,
    inputs: hash.digest('hex'),
    measures,
  }
  return { card, items: answer }
}
