/** How it is known that a copy is gone: looked for by us; said by whoever held it; or not known. */
export type ProofClass = 'probed' | 'attested' | 'not_covered'

/** One copy in a receipt: what was done about it and what shows that it is gone. */
export interface ReceiptCopy {
  copy: string
  /** Which one, where there are several of a kind: an id, never a name. */
  subject: string
  required: boolean
  attempts: number
  /** ISO 8601; null when there was nothing to attempt. */
  attemptedAt: string | null
  method: string
  /** `unknown`: not within reach, so never required. */
  result: 'gone' | 'absent' | 'unknown'
  proof: ProofClass
  proofSays: string
  provenAt: string
}

/** What a finished purge did; its hash is in the trail (trust.md, "Zero retention that can be proved"). */
export interface Receipt {
  v: 1
  team: string
  case: string
  number: number
  reason: 'zero_retention' | 'withdrawn' | 'manual' | 'erasure' | 'key_lost'
  /** ISO 8601. */
  startedAt: string
  completedAt: string
  copies: ReceiptCopy[]
  /** What stays, in words. */
  survives: string[]
  /** Hash of the receipt of an earlier purge of the same case, after which more had to go. */
  replaces?: string
}
