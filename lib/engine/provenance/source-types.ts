/** What a digital source type (IPTC's vocabulary, used by XMP and C2PA alike) says about how media came to be. */
export type DeclaredSource = 'generated' | 'partly_generated' | 'captured' | 'other'

/**
 * Reads an IPTC digital source type, given as a full address or its last part. Source: IPTC NewsCodes
 * "digitalsourcetype". `algorithmicMedia` (fractals, charts) is not AI and not a fake: other.
 */
export function readSourceType(value: string): DeclaredSource {
  switch (value.trim().split('/').at(-1)) {
    case 'trainedAlgorithmicMedia':
    case 'c2pa.trainedAlgorithmicData':
      return 'generated'
    case 'compositeWithTrainedAlgorithmicMedia':
      return 'partly_generated'
    case 'digitalCapture':
    case 'computationalCapture':
      return 'captured'
    default:
      return 'other'
  }
}

/** The last part of the address, for people. */
export function sourceTypeName(value: string): string {
  return (value.trim().split('/').at(-1) ?? '').slice(0, 80)
}
