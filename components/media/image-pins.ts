import type { EvidenceRegion } from '@/lib/engine/evidence'
import type { PinChoice } from './pinning'
import type { EvidencePicture, OutlinedRegion } from './viewed-media'

interface InView {
  detectionId: string | null
  /** The part of the picture in view; null: all of it. */
  part: EvidenceRegion | null
  /** The part somebody marked just now. */
  marked: EvidenceRegion | null
  /** The region of the evidence that was asked for, if any. */
  region: OutlinedRegion | undefined
  /** The map that is shown, if evidence has one. */
  map: EvidencePicture | undefined
}

/** What can be pinned of a picture as it is looked at, the closest first. */
export function imagePins({ detectionId, part, marked, region, map }: InView): [PinChoice, ...PinChoice[]] {
  const run = detectionId === null ? {} : { detectionId }
  const whole: PinChoice = { says: 'All of the picture', place: { track: 'picture', ...run } }
  const closer: PinChoice[] = [
    ...(marked ? [{ says: 'The marked part', place: { track: 'picture' as const, region: marked, ...run } }] : []),
    ...(region
      ? [
          {
            says: `The region of “${region.title}”`,
            place: { track: 'picture' as const, region: region.region, evidenceId: region.evidenceId, ...run },
          },
        ]
      : []),
    ...(part ? [{ says: 'The part in view', place: { track: 'picture' as const, region: part, ...run } }] : []),
    ...(map
      ? [{ says: `The map “${map.title}”`, place: { track: 'picture' as const, evidenceId: map.evidenceId, ...run } }]
      : []),
  ]
  const [first, ...rest] = closer
  return first ? [first, ...rest, whole] : [whole]
}
