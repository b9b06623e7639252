import crypto from 'node:crypto'

/**
 * Whether a decision is one of the share (0-1) that somebody else looks at: drawn from its random id, so that nobody can choose
 * and everybody can check it afterwards.
 */
export function isSampled(decisionId: string, share: number): boolean {
  const drawn = crypto.createHash('sha256').update(decisionId).digest().readUInt32BE(0)
  return drawn < share * 2 ** 32
}
