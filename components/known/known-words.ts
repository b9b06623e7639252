import type { KnownEntry } from '@/lib/known/list-known'

export const listedNames: Record<KnownEntry['what'], string> = {
  fake: 'Fake',
  synthetic: 'Synthetic',
  manipulated: 'Manipulated',
  authentic: 'Authentic',
  noted: 'Noted',
}
const kindNames: Record<KnownEntry['kind'], string> = {
  pdq: 'PDQ',
  sha256: 'SHA-256',
  chromaprint: 'Chromaprint',
}

/** The kind of a hash; of sound also how long that is, as minutes and seconds. */
export function kindWords({ kind, seconds }: Pick<KnownEntry, 'kind' | 'seconds'>): string {
  if (seconds === null) return kindNames[kind]
  const whole = Math.round(seconds)
  return `${kindNames[kind]} of ${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`
}

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
