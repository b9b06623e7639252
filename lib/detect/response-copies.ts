import type { ReverseSearchSource } from './item-metrics'
import type { DetectionRecord } from './response'

/** The most copies that are named. */
export const mostCopies = 10

/** Another case of the team whose media has the same SHA-256. */
export interface KnownCopy {
  /** The case's page in the portal. */
  url: string
  title: string
  /** A person's latest finding, if they decided it. */
  finding: string | null
  /** The machine's label, if it has judged it. */
  label: string | null
}

/** A copy as the contract's `reverse_image_search_sources` has it. */
export function sourceOf({ url, title, finding, label }: KnownCopy): ReverseSearchSource {
  return {
    url,
    title,
    reason: 'The same file, byte for byte, in another case of this team. Nothing was sent out to search elsewhere.',
    verdict: finding ?? label,
    similarity: 1,
  }
}

const searchedSays =
  'Only this team’s own cases were searched, for the same file byte for byte. Nothing was sent out to search elsewhere.'
const zeroRetentionSays =
  'Not searched: a case that keeps nothing is not compared with others, for a match would show what it was.'

/** What of reverse search stands under `docket`: what was searched. Nothing unless it was asked for a finished picture. */
export function reverseSearch({ parameters, result, case: { zeroRetention } }: DetectionRecord): {
  reverse_search?: { searched: boolean; says: string }
} {
  if (!parameters.useReverseSearch || result?.mediaType !== 'image') return {}
  return { reverse_search: { searched: !zeroRetention, says: zeroRetention ? zeroRetentionSays : searchedSays } }
}
