import crypto from 'node:crypto'
import { canonicalJson } from './canonical-json'
import { type AuditEventType, erasableFacts } from './events'

/** What stands in the trail for a value that may have to be erased. */
export interface Commitment {
  /** SHA-256, hex, of the salt's 32 bytes and the value's canonical JSON. */
  commitment: string
}

export type Committable = string | number | boolean

/** What opens a commitment. */
export interface Opening {
  field: string
  salt: Buffer
  value: Committable
}

/** The commitment to a value: without the salt it can neither be read nor guessed. */
export function commitmentOf(salt: Uint8Array, value: Committable): string {
  return crypto.createHash('sha256').update(salt).update(canonicalJson(value)).digest('hex')
}

/** An event's facts with its erasable values replaced by commitments, and what opens those. Null and absent values stay. */
export function commitFacts(
  type: AuditEventType,
  facts: Record<string, unknown>,
): { facts: Record<string, unknown>; openings: Opening[] } {
  const committed = { ...facts }
  const openings: Opening[] = []
  for (const field of erasableFacts[type] ?? []) {
    const value = facts[field]
    if (!isCommittable(value)) continue
    const salt = crypto.randomBytes(32)
    committed[field] = { commitment: commitmentOf(salt, value) } satisfies Commitment
    openings.push({ field, salt, value })
  }
  return { facts: committed, openings }
}

/** Whether a fact is a commitment. */
export function isCommitment(fact: unknown): fact is Commitment {
  return typeof fact === 'object' && fact !== null && 'commitment' in fact && typeof fact.commitment === 'string'
}

function isCommittable(value: unknown): value is Committable {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
