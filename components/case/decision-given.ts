import type { CaseRail } from '@/lib/cases/read-rail'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import type { GivenDecision } from './case-actions'
import type { Draft } from './drafts'

/**
 * The fields of a decision that can be wrong. Not its policy: where that is refused it was changed since the case was opened, and the
 * form shows the earlier one, so the whole sentence is said, with the way to the case as it is now.
 */
export const faultyFields = ['finding', 'tracks', 'action', 'reason', 'exhibits', 'confidence'] as const
export type Faults = Partial<Record<(typeof faultyFields)[number], string>>

/** What a decision is made beside. */
export interface DecisionGrounds {
  policy: CaseRail['policy']
  /** Letters of the case's exhibits. */
  labels: string[]
  /** Whether picture and sound can be found to be different things. */
  hasTracks: boolean
}

/** The policy a draft is judged by: the one in force, else what was chosen. */
export function policyOfDraft({ policyId }: Draft, { inForce, choices }: CaseRail['policy']): PolicyInForce | null {
  return inForce ?? choices.find((one) => one.policyId === policyId) ?? null
}

/** A draft as the server takes it; null while nothing is chosen. What the case or its policy has no more is left out. */
export function givenOf(draft: Draft, { policy, labels, hasTracks }: DecisionGrounds): GivenDecision | null {
  const { finding } = draft
  if (!finding) return null
  const chosen = policyOfDraft(draft, policy)
  return {
    finding,
    reason: draft.reason.trim(),
    tracks: hasTracks ? draft.tracks : {},
    policyId: chosen?.policyId ?? null,
    ...(chosen && { policyVersion: chosen.version }),
    action: chosen?.rules.actions.some(({ code }) => code === draft.action) ? draft.action : null,
    confidence: draft.confidence,
    exhibits: draft.exhibits.filter((label) => labels.includes(label)),
    secondReview: draft.secondReview,
  }
}

/** What is missing before it is worth sending, by field. The server asks for the same. */
export function missingIn(draft: Draft, { policy, labels }: DecisionGrounds): Faults {
  const { reasonLength = 1, exhibitRequired = false } = policyOfDraft(draft, policy)?.rules ?? {}
  const reason = draft.reason.trim()
  const faults: Faults = {}
  if (!draft.finding) faults.finding = 'Choose a finding.'
  if (!reason) faults.reason = 'Say why, so that others can follow.'
  else if (reason.length < reasonLength) {
    faults.reason = `The policy asks for ${reasonLength} characters at least; these are ${reason.length}.`
  }
  if (exhibitRequired && !draft.exhibits.some((label) => labels.includes(label))) {
    faults.exhibits = 'The policy asks for one at least: pin what your finding rests on and cite it.'
  }
  return faults
}

/** The faults that are left once something was changed: what is being mended is no longer said to be wrong. */
export function faultsAfter(faults: Faults, changed: Partial<Draft>): Faults {
  const left = Object.entries(faults).filter(([field]) => !(field in changed))
  return left.length === Object.keys(faults).length ? faults : Object.fromEntries(left)
}

/** The server's refusal by field, each as a sentence. */
export function refusedFields(fields: Record<string, string[]> | undefined): Faults {
  return Object.fromEntries(
    faultyFields.flatMap((field) => {
      const says = fields?.[field]?.[0]
      return says ? [[field, sentence(says)]] : []
    }),
  )
}

function sentence(says: string): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}${says.endsWith('.') ? '' : '.'}`
}
