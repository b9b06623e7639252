import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseRail } from '@/lib/cases/read-rail'

interface Blocked {
  found: Pick<CaseDetail['case'], 'state' | 'claimedBy' | 'claimedUntil'>
  claimedByName: string | null
  memberId: string
  rail: Pick<CaseRail, 'may' | 'review'>
  now: Date
}

/** Why the reader cannot decide an open case, in words; null where they can, or where its second look says so already. */
export function blockedWords({
  found,
  claimedByName,
  memberId,
  rail,
  now,
}: Blocked): { title: string; says: string } | null {
  if (rail.may.decide) return null
  const { state, claimedBy, claimedUntil } = found
  const lapsed = claimedUntil !== null && claimedUntil <= now
  if (state === 'claimed' && claimedBy !== memberId && !lapsed) {
    return {
      title: `${claimedByName ?? 'Somebody else'} is working on this case`,
      says: 'You can read everything. It can be decided once they give it back, or once they show no sign of life.',
    }
  }
  if (rail.review?.whyNot) return null
  return rail.may.whyNot === null ? null : { title: 'You cannot decide this case', says: rail.may.whyNot }
}

/** What the panel is for at the moment. */
export function panelTitle({
  open,
  withheld,
  review,
}: {
  open: boolean
  withheld: boolean
  review: Pick<NonNullable<CaseRail['review']>, 'kind' | 'whyNot'> | null
}): string {
  if (!open) return 'Decision'
  if (withheld) return 'Your first impression'
  if (!review || review.whyNot) return review ? 'Decision' : 'Your decision'
  return review.kind === 'appeal' ? 'Your answer to the appeal' : 'Your second look'
}
