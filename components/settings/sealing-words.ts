import type { TrailMirror } from '@/lib/audit/read-sealing'

/** How each place outside of the database is called, and which variable of the environment switches it on. */
export const mirrorPlaces: Record<TrailMirror['place'], { name: string; setting: string | null }> = {
  file: { name: 'A file beside the database', setting: null },
  email: { name: 'By e-mail', setting: 'TRAIL_MIRROR_EMAIL' },
  webhook: { name: 'To a webhook', setting: 'TRAIL_MIRROR_URL' },
}

/** How far the copies to a place have come, in a sentence. */
export function copiedWords({ place, configured, size, host }: TrailMirror): string {
  if (!configured) return `Not switched on. Whoever runs the server sets ${mirrorPlaces[place].setting}.`
  const where = host ? ` to ${host}` : ''
  if (size === null) return `Nothing was copied${where} yet.`
  return `Copied${where} up to ${size.toLocaleString('en')} ${size === 1 ? 'entry' : 'entries'}.`
}

/** A fingerprint as it is read out and compared: in groups of four. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? ''
}
