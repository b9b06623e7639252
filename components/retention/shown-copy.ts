import type { ProofClass, Receipt, ReceiptCopy } from '@/lib/retention/receipt'

/** One copy as it is shown: of a receipt, or of a deletion that has not ended. */
export interface ShownCopy {
  copy: string
  title: string
  /** An id or a store where there are several of a kind, else the empty string. */
  subject: string
  required: boolean
  attempts: number
  attemptedAt: Date | null
  method: string
  result: ReceiptCopy['result'] | 'waiting' | 'failed'
  /** Why it has not worked. */
  failure: string | null
  proof: ProofClass | null
  proofSays: string | null
  provenAt: Date | null
}

/** Whether something shows that the copy is gone. */
export function isProvenGone({ result, proof }: Pick<ShownCopy, 'result' | 'proof'>): boolean {
  return (result === 'gone' || result === 'absent') && (proof === 'probed' || proof === 'attested')
}

/** How far a deletion has come, by its copies. It is complete only when every one that had to go is proven gone. */
export function standOf(copies: ShownCopy[]) {
  const required = copies.filter((copy) => copy.required)
  const proven = required.filter(isProvenGone)
  return {
    required: required.length,
    proven: proven.length,
    outOfReach: copies.length - required.length,
    complete: required.length > 0 && proven.length === required.length,
  }
}

/** A receipt's copies, under the names that people know them by. */
export function copiesOf({ copies }: Receipt, titleOf: (copy: string) => string): ShownCopy[] {
  return copies.map(({ attemptedAt, provenAt, ...copy }) => ({
    ...copy,
    title: titleOf(copy.copy),
    attemptedAt: attemptedAt === null ? null : new Date(attemptedAt),
    failure: null,
    provenAt: new Date(provenAt),
  }))
}
