/** What was said of one file: `null` where nothing was said. */
export interface Answer {
  said: 'positive' | 'negative' | null
  truth: 'positive' | 'negative'
}

/**
 * Coverage: the share of files something was said of, 0-1. Selective accuracy: the share of those that was right; null
 * where nothing was said of any.
 */
export function selectiveAccuracy(answers: Answer[]): { coverage: number; accuracy: number | null } {
  const said = answers.filter((answer) => answer.said !== null)
  const right = said.filter((answer) => answer.said === answer.truth)
  return {
    coverage: answers.length === 0 ? 0 : said.length / answers.length,
    accuracy: said.length === 0 ? null : right.length / said.length,
  }
}
