import type { PurgeReason } from '@/lib/audit/events'
import type { Standing } from '@/lib/retention/list-retention'
import type { ProofClass, ReceiptCopy } from '@/lib/retention/receipt'
import { windowInWords } from '@/lib/retention/retention-rules'
import type { AskedToGo } from '@/lib/retention/rules-then'

/** Where a deletion stands: its heading on the page, and what that means. */
export const standingNames: Record<Standing, { name: string; heading: string; means: string }> = {
  failed: {
    name: 'Failed',
    heading: 'Could not be deleted yet',
    means: 'At least one copy is still there, or nobody could say that it is gone. Docket goes on trying by itself.',
  },
  purging: {
    name: 'Being deleted',
    heading: 'Being deleted',
    means: 'Copy after copy is deleted and looked for again.',
  },
  due: { name: 'Due', heading: 'Due', means: 'Still there, until its deadline or until nothing works on it any more.' },
  purged: { name: 'Deleted', heading: 'Deleted', means: 'Every copy that had to go is known to be gone.' },
}

/** Why media has to go: in the list, and after "deleted … under". */
export const purgeReasonNames: Record<PurgeReason, { name: string; under: string }> = {
  zero_retention: { name: 'Zero retention', under: 'under zero retention' },
  withdrawn: { name: 'Deleted over the API', under: 'after a request over the API' },
  manual: { name: 'Ordered by a person', under: 'on the order of a person' },
  erasure: { name: 'Erasure by two people', under: 'under an erasure that two people agreed to' },
  key_lost: { name: 'Key lost', under: 'because its key was lost' },
}

const askers: Record<AskedToGo['by'], string> = {
  rule: 'the team’s rule',
  person: 'the person who handed it in',
  request: 'the request over the API',
}

/** Who asked that nothing is kept, and how long the team had said that it may be looked at. */
export function askedInWords({ by, window }: AskedToGo): string {
  const until = window === 0 ? 'until its analysis has ended' : `${windowInWords(window)} from the hand-in`
  return `Asked for by ${askers[by]}. The team’s window then: ${until}.`
}

/** What a proof is worth, in plain words. */
export const proofNames: Record<ProofClass, { name: string; means: string }> = {
  probed: { name: 'Probed', means: 'Docket looked for the copy itself and did not find it.' },
  attested: { name: 'Attested', means: 'Whoever held the copy says that it is gone; Docket cannot look there.' },
  not_covered: { name: 'Not covered', means: 'Out of Docket’s reach: nothing shows whether there is a copy.' },
}

/** What became of a copy. */
export const resultNames: Record<ReceiptCopy['result'] | 'waiting' | 'failed', string> = {
  gone: 'Gone',
  absent: 'Was not there',
  unknown: 'Not known',
  waiting: 'Waiting',
  failed: 'Not shown to be gone',
}

/** "1 copy", "12 copies". */
export function copiesInWords(n: number): string {
  return n === 1 ? '1 copy' : `${n.toLocaleString('en')} copies`
}

/** What a copy is about where there are several of a kind: an id is cut short, a store is named. */
export function subjectWords(subject: string): string {
  return /^[0-9a-f-]{32,36}$/i.test(subject) ? subject.slice(0, 8) : subject
}

/** How many times something was tried, as a sentence's end. */
export function attemptsInWords(attempts: number): string {
  if (attempts === 0) return 'not tried yet'
  return attempts === 1 ? 'tried once' : `tried ${attempts.toLocaleString('en')} times`
}
