import type { CaseEvidence } from '@/lib/cases/read-case'
import type { PinnedPlace } from './case-actions'

type Placed = Pick<CaseEvidence, 'id' | 'detectionId' | 'check' | 'region' | 'time'>

/** Where in the media a piece of evidence is, as an exhibit has it. */
export function evidencePlace({ id, detectionId, check, region, time }: Placed): PinnedPlace {
  return {
    track: trackOf(check, region !== null),
    detectionId,
    evidenceId: id,
    ...(region && { region }),
    ...(time && { startSeconds: time.start, endSeconds: time.end }),
  }
}

/** The exhibits of each piece of evidence, by their letters. */
export function lettersOf(exhibits: { evidenceId: string | null; label: string }[]): Map<string, string[]> {
  const letters = new Map<string, string[]>()
  for (const { evidenceId, label } of exhibits) {
    if (evidenceId) letters.set(evidenceId, [...(letters.get(evidenceId) ?? []), label])
  }
  return letters
}

function trackOf(check: string, isPlaced: boolean): PinnedPlace['track'] {
  // Only a picture has places.
  if (isPlaced || check === 'remote.picture' || check === 'remote.video') return 'picture'
  const [kind] = check.split('.')
  if (kind === 'sound' || check === 'remote.sound') return 'sound'
  return kind === 'picture' || kind === 'jpeg' || check === 'video.frames' ? 'picture' : 'file'
}
