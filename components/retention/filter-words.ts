import type { RetentionFilter } from './retention-filter'
import { purgeReasonNames, standingNames } from './retention-words'

/** What a filter of the Retention page shows, in a sentence. */
export function filterWords({ standing, reason, caseNumber, from, to }: RetentionFilter): string {
  const said = [
    standing && standingNames[standing].name,
    reason && purgeReasonNames[reason].name,
    caseNumber !== null && `case ${caseNumber}`,
    daysWords(from, to),
  ].filter(Boolean)
  const words = said.join(', ')
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : 'Every case whose media had or has to go.'
}

/** Days as the address has them, UTC. */
function daysWords(from: string | null, to: string | null): string | null {
  if (from && to) return from === to ? `handed in on ${from}` : `handed in from ${from} to ${to}`
  if (from) return `handed in from ${from} on`
  return to && `handed in up to ${to}`
}
