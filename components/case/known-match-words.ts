import type { EvidenceFacts } from '@/lib/engine/evidence'

/** How alike a match is, in a word or two: the same bytes, bits of a perceptual hash, or sound. */
export function likeness({ how, distance, similarity, share }: EvidenceFacts): string {
  if (how === 'file') return 'The same bytes'
  if (how === 'sound' && typeof similarity === 'number') return `Sound ${Math.round(similarity * 100)} % alike`
  if (typeof distance !== 'number') return 'Alike'
  const bits = `${distance} of 256 bits apart`
  return typeof share === 'number' ? `${Math.round(share * 100)} % of its scenes, ${bits}` : bits
}
