import type { Evidence } from './evidence'

/**
 * How much was looked at, in one sentence: "3 of 8 checks applied, 2 did not apply to this file; SynthID watermark, web
 * search and AI-content model not checked." A check applied when it gave an answer, found or not; one that failed is
 * named apart.
 */
export function describeCoverage(evidence: Evidence[]): string {
  const byCheck = new Map<string, Evidence[]>()
  for (const item of evidence) byCheck.set(item.check, [...(byCheck.get(item.check) ?? []), item])
  const withStatus = (...statuses: Evidence['status'][]) =>
    [...byCheck.values()].filter((items) => items.some((item) => statuses.includes(item.status)))
  const applied = withStatus('hit', 'clear')
  const failed = withStatus('failed').filter((items) => !applied.includes(items))
  const others = [...applied, ...failed]
  const unchecked = withStatus('not_checked').filter((items) => !others.includes(items))
  const notChecked = unchecked.map((items) => inSentence(items[0]?.title ?? ''))
  const unfit = byCheck.size - others.length - unchecked.length
  const inapplicable = unfit > 0 ? `, ${unfit} did not apply to this file` : ''
  const parts = [`${applied.length} of ${byCheck.size} checks applied${inapplicable}`]
  if (failed.length > 0) parts.push(`${list(failed.map((items) => inSentence(items[0]?.title ?? '')))} failed`)
  if (notChecked.length > 0) parts.push(`${list(notChecked)} not checked`)
  return `${parts.join('; ')}.`
}

function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Lower case at the start, unless the word is a name or an abbreviation (SynthID, AI, JPEG). */
function inSentence(title: string): string {
  const [word = ''] = title.split(' ')
  const isName = /[A-Z]/.test(word.slice(1))
  return isName ? title : title.charAt(0).toLowerCase() + title.slice(1)
}
