import type { PurgeReason } from '@/lib/audit/events'

/**
 * Whether no more goes than media and what tells of it, so that maps stay which show nothing of it, and words which were written
 * from what may be kept: where it only was not to be kept, and nobody asked for more.
 */
export function onlyMediaGoes(reason: PurgeReason): boolean {
  return reason === 'zero_retention' || reason === 'key_lost'
}

/** Whether a keyed hash of the file may stay: not where whoever it concerns, or handed it in, wants it gone. */
export function keepsSeenHash(reason: PurgeReason): boolean {
  return reason !== 'erasure' && reason !== 'withdrawn'
}

/** What stays of a case after its purge, in words; also what a case page says beforehand. */
export function survives(of: { reason: PurgeReason; keepsMaps: boolean; keepSeenHash: boolean }): string[] {
  const stays = [
    'The case: its number, its state, when it was handed in, by whom and how.',
    'The kind of media, how many bytes it had, and its dimensions or length.',
    'The verdict, the scores and what each check measured, without any word that comes from the file itself.',
    of.reason === 'erasure'
      ? 'That it was decided, when and by whom; the reasons people wrote are erased.'
      : 'The decision, with the reason a person gave for it.',
    'The trail: who did what and when. Values that tell of the media are erased there; their commitments stay.',
    'The receipt of this deletion.',
  ]
  if (onlyMediaGoes(of.reason)) {
    stays.push('Reports and answers, which were written without any word that comes from the file itself.')
  }
  if (of.keepsMaps) stays.push('Maps of JPEG quality, which show nothing of the picture.')
  if (of.keepSeenHash) {
    stays.push(
      'A keyed hash of the file. Whoever has the file and may hand it in here can learn that the same bytes were here before, in which case and when; whoever runs this server can test any file they have.',
    )
  }
  return stays
}
