import type { ReverseSearchSource } from './item-metrics'
import type { DetectionRecord, KeptEvidence } from './response'

/** The most copies that are named. */
export const mostCopies = 10

/** Another case of the team whose media has the same SHA-256, or known media that this one matches. */
export interface KnownCopy {
  /** The case's page in the portal, or that of the lists. */
  url: string
  title: string
  /** A person's latest finding, if they decided it. */
  finding: string | null
  /** The machine's label, if it has judged it. */
  label: string | null
  /** How it was found, and how alike it is, 0-1; left out: the same bytes. */
  match?: { says: string; similarity: number }
}

/** A copy as the contract's `reverse_image_search_sources` has it. */
export function sourceOf({ url, title, finding, label, match }: KnownCopy): ReverseSearchSource {
  return {
    url,
    title,
    reason: match
      ? `${match.says} Nothing was sent out to search elsewhere.`
      : 'The same file, byte for byte, in another case of this team. Nothing was sent out to search elsewhere.',
    verdict: finding ?? label,
    similarity: match?.similarity ?? 1,
  }
}

/** What known media a run matched, as its evidence says: decided cases, and entries of lists. `portal`: its address. */
export function matchesOf(evidence: KeptEvidence[], portal: string): KnownCopy[] {
  return evidence.flatMap(({ check, status, facts, explain }) => {
    const { known, caseNumber, name, as, distance } = facts
    // Under zero retention no fact says which it was.
    if (check !== 'match.known' || status !== 'hit' || (known !== 'case' && known !== 'list')) return []
    const similarity = typeof distance === 'number' ? 1 - distance / 256 : 1
    return {
      url: known === 'case' ? `${portal}/cases/${caseNumber}` : `${portal}/settings/known-media`,
      title: known === 'case' ? `Case ${caseNumber}` : String(name ?? 'Known media'),
      finding: as === 'noted' ? null : String(as),
      label: null,
      match: { says: explain, similarity: Math.round(similarity * 1000) / 1000 },
    }
  })
}

const filesSays =
  'Only this team’s own cases were searched, for the same file byte for byte. Nothing was sent out to search elsewhere.'
const searchedSays =
  'Only this team’s own cases, for the same file byte for byte, and the media known here, for changed copies, were searched. Nothing was sent out to search elsewhere.'
const zeroRetentionSays =
  'Of a case that keeps nothing no other is looked for byte for byte, and none it matches is named: that would show what it was.'

/** What of reverse search stands under `docket`: what was searched. Nothing unless it was asked for a finished picture. */
export function reverseSearch({ parameters, result, evidence, case: { zeroRetention } }: DetectionRecord): {
  reverse_search?: { searched: boolean; says: string }
} {
  if (!parameters.useReverseSearch || result?.mediaType !== 'image') return {}
  if (zeroRetention) return { reverse_search: { searched: false, says: zeroRetentionSays } }
  // A run made elsewhere, or before there was such a check, was not compared with known media.
  const compared = evidence.some(
    ({ check, status }) => check === 'match.known' && (status === 'hit' || status === 'clear'),
  )
  return { reverse_search: { searched: true, says: compared ? searchedSays : filesSays } }
}
