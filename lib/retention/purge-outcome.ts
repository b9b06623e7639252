import type { PurgeReason } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { StoreName } from '@/lib/media/store'
import type { PlannedStep } from './copies'
import type { ProofClass } from './receipt'

/** A case that is being purged, as its steps need it. */
export interface Purge {
  teamId: string
  caseId: string
  reason: PurgeReason
  zeroRetention: boolean
  detectionIds: string[]
  /** Files with a row that have to go. */
  files: PurgedFile[]
  /** Who handed it in on the portal; null where no member did. */
  submittedBy: string | null
}

export interface PurgedFile {
  id: string
  copy: 'original' | 'preview' | 'map'
  store: StoreName
  storeKey: string
  storeFingerprint: string | null
}

/** A step that is not proven yet. */
export interface OpenStep extends PlannedStep {
  id: string
  /** When the purge it belongs to began. */
  createdAt: Date
}

/** What an attempt at a step came to. */
export type Outcome =
  | { result: 'gone' | 'absent'; proof: Exclude<ProofClass, 'not_covered'>; says: string }
  /** Whoever holds the copy has time left to say that it is gone. */
  | { result: 'waiting'; says: string }
  /** Nobody can look: never for a required step. */
  | { result: 'unknown'; says: string }
  /** `notCovered`: no further attempt of ours would change it soon. */
  | { result: 'failed'; failure: string; notCovered?: boolean }

/** A copy that lies in the database's rows. */
export interface RowCopy {
  /** Takes it out; changes nothing twice. In a transaction that holds the case's locks. */
  change(tx: Transaction, purge: Purge, subject: string): Promise<void>
  /** In how many places it still is: asked in another transaction. */
  left(tx: Transaction, purge: Purge, subject: string): Promise<number>
  /** What is said of it when it is in none. */
  says: string
}

/** Looked for by us after it was made to go. */
export function probed(wasThere: boolean, says: string): Outcome {
  return { result: wasThere ? 'gone' : 'absent', proof: 'probed', says }
}

/** A copy that is still there after its deletion. */
export function stillThere(what: string): Outcome {
  return { result: 'failed', failure: `${what} is still there after its deletion. Docket tries again by itself.` }
}

/** An attempt that threw, in a sentence for a manager: nothing of what was thrown but a refusal's own words. */
export function failedBecause(error: unknown): Outcome {
  if (error instanceof DocketError) return { result: 'failed', failure: error.message }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return {
    result: 'failed',
    failure: `It could not be deleted because of an error on this server${code}. Docket tries again by itself; if it stays so, tell an admin.`,
  }
}
