import type { KnownEntry } from '@/lib/known/list-known'

export const listedNames: Record<KnownEntry['what'], string> = { fake: 'Fake', authentic: 'Authentic', noted: 'Noted' }
export const kindNames: Record<KnownEntry['kind'], string> = { pdq: 'PDQ', sha256: 'SHA-256' }

/** Whether an entry matches, and why not, for a person. */
export function entryState({ state, reason, expiresAt }: KnownEntry, now: Date): string {
  if (state === 'refuted') return `Refuted: ${reason}`
  const day = expiresAt?.toISOString().slice(0, 10)
  if (expiresAt && expiresAt <= now) return `Over since ${day}`
  const until = day ? `, until ${day}` : ''
  return state === 'confirmed' ? `Confirmed${until}` : `Matches${until}`
}

/** What people made of the matches of an entry. */
export function judgedWords({ same, different }: Pick<KnownEntry, 'same' | 'different'>): string {
  if (same + different === 0) return 'None yet'
  return [same > 0 && `${same} the same`, different > 0 && `${different} not`].filter(Boolean).join(', ')
}
