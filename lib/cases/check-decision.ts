import { and, eq, inArray, isNull } from 'drizzle-orm'
import { exhibits } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import type { DecisionInput } from './decision-input'
import type { CaseRow } from './move-case'

/** Throws `bad_request` with `fields` unless the decision is as its policy asks, and cites what there is. */
export async function checkDecision(
  tx: Transaction,
  found: CaseRow,
  policy: PolicyInForce | null,
  given: DecisionInput,
): Promise<void> {
  const faults: Record<string, string[]> = {}
  const least = policy?.rules.reasonLength ?? 1
  if (given.reason.length < least) {
    faults.reason = [`has to have ${least} characters at least, says “${policy?.name}”; it has ${given.reason.length}`]
  }
  if (given.action !== null && !policy?.rules.actions.some(({ code }) => code === given.action)) {
    faults.action = [policy ? `is not an action of “${policy.name}”` : 'can only be taken under a policy']
  }
  const missing = await missingExhibits(tx, found, given.exhibits)
  if (missing.length > 0) faults.exhibits = [`not pinned on this case: ${missing.join(', ')}`]
  else if (policy?.rules.exhibitRequired && given.exhibits.length === 0) {
    faults.exhibits = [`“${policy.name}” asks for one at least: pin what your finding rests on and cite it`]
  }
  const foreign = Object.keys(given.tracks).filter((track) => !tracksOf(found.mediaType).includes(track))
  if (foreign.length > 0) faults.tracks = [`this media has no ${foreign.join(' and no ')}`]
  const sentences = Object.entries(faults).map(([field, says]) => `${field}: ${says.join(', ')}`)
  if (sentences.length > 0) throw new DocketError('bad_request', sentences.join('; '), { fields: faults })
}

function tracksOf(mediaType: CaseRow['mediaType']): readonly string[] {
  if (mediaType === 'video') return ['picture', 'sound']
  return mediaType === 'audio' ? ['sound'] : ['picture']
}

async function missingExhibits(tx: Transaction, { teamId, id }: CaseRow, labels: string[]): Promise<string[]> {
  if (labels.length === 0) return []
  const rows = await tx
    .select({ label: exhibits.label })
    .from(exhibits)
    .where(
      and(
        eq(exhibits.teamId, teamId),
        eq(exhibits.caseId, id),
        inArray(exhibits.label, labels),
        isNull(exhibits.removedAt),
      ),
    )
  return labels.filter((label) => !rows.some((row) => row.label === label))
}
