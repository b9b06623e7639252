import type { Finding } from '@/lib/audit/events'
import { DocketError } from '@/lib/errors'

export const caseStates = ['analysing', 'waiting', 'claimed', 'decided', 'closed', 'failed'] as const
export type CaseState = (typeof caseStates)[number]

/** What is not done yet: the queue as it opens. The index `cases_open` (drizzle/schema/cases.ts) is over these. */
export const openStates = ['analysing', 'waiting', 'claimed', 'failed'] as const satisfies readonly CaseState[]

export const findings = [
  'synthetic',
  'manipulated',
  'authentic',
  'cheap_edit',
  'inconclusive',
  'not_assessable',
] as const satisfies readonly Finding[]

// `closed` follows every state, its own included: whoever handed a case in may delete it at any time. `failed` follows whatever is
// not decided: the key of media that must not be kept can be lost (lib/retention/sweep-lost-keys.ts).
const successors: Record<CaseState, readonly CaseState[]> = {
  analysing: ['waiting', 'failed', 'closed'],
  waiting: ['claimed', 'decided', 'analysing', 'failed', 'closed'],
  claimed: ['waiting', 'decided', 'failed', 'closed'],
  decided: ['waiting', 'closed'],
  closed: ['closed'],
  // A person can look at what no analysis could read (lib/cases/waive-analysis.ts).
  failed: ['analysing', 'waiting', 'closed'],
}

const inWords: Record<CaseState, string> = {
  analysing: 'is still being analysed',
  waiting: 'is waiting to be decided',
  claimed: 'is being worked on',
  decided: 'has been decided',
  closed: 'is closed',
  failed: 'could not be analysed',
}

/** Whether a case may go from one state to the other. */
export function mayFollow(from: CaseState, to: CaseState): boolean {
  return successors[from].includes(to)
}

/** Throws DocketError `conflict`, saying what state the case is in, unless it may go on to `to`. */
export function assertMayFollow(number: number, from: CaseState, to: CaseState): void {
  if (mayFollow(from, to)) return
  throw new DocketError(
    'conflict',
    `Case ${number} ${inWords[from]}, so this cannot be done now. Reload to see its present state.`,
  )
}

/** Whether a case stands in a queue's line, or will once it has been analysed. */
export function isInLine(state: CaseState): boolean {
  return openStates.some((open) => open === state)
}

/** How a state is called on a page. */
export const stateNames: Record<CaseState, string> = {
  analysing: 'Analysing',
  waiting: 'Waiting',
  claimed: 'In work',
  decided: 'Decided',
  closed: 'Closed',
  failed: 'Failed',
}

/** How a finding is called on a page, and what it means. */
export const findingNames: Record<Finding, { name: string; means: string }> = {
  synthetic: { name: 'Synthetic', means: 'Made by a generator, wholly or in its main part.' },
  manipulated: { name: 'Manipulated', means: 'A real recording, changed so that it misleads.' },
  authentic: { name: 'Authentic', means: 'A real recording, not changed in what it shows.' },
  cheap_edit: { name: 'Cheap edit', means: 'Cropped, recut, captioned or slowed: misleading without any AI.' },
  inconclusive: { name: 'Inconclusive', means: 'Looked at in full; the evidence does not decide.' },
  not_assessable: { name: 'Not assessable', means: 'Too short, too small or too damaged to judge.' },
}
