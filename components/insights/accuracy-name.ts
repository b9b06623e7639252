import { mediaTypeNames, sourceNames } from '@/components/case/media-words'
import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import { detectorNames } from './insight-words'

type Named = Pick<AccuracyRow, 'basis' | 'detector' | 'mediaType' | 'source'>

/** By whose word a detector is judged. */
export const basisNames = { settled: 'Settled finding', blind: 'First impression' } as const

export const accuracyKey = ({ basis, detector, mediaType, source }: Named) =>
  `${basis} ${detector} ${mediaType} ${source}`

/** A row in words: "Built-in engine", "Built-in engine: Image", "Built-in engine, came in by: API". */
export function accuracyName({ detector, mediaType, source }: Named): string {
  const name = detectorNames[detector] ?? detector
  if (mediaType) return `${name}: ${mediaTypeNames[mediaType as keyof typeof mediaTypeNames] ?? mediaType}`
  return source ? `${name}, came in by: ${sourceNames[source as keyof typeof sourceNames] ?? source}` : name
}
