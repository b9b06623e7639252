/** The largest file a Detect API takes directly: detect-api.md, section 2. Bytes. */
export const mostDirectly = 150 * 1024 * 1024

/** How media is handed to a Detect API: by its public address, as a file, or as a file that the API does not host. */
export type Way = 'url' | 'file' | 'secure'

/**
 * How to hand media on. By its address where it came from a public one, since nothing is sent then; as a secure upload
 * where the media must not be hosted, or is too large for a direct one.
 */
export function chooseWay(media: { sizeBytes: number; zeroRetention: boolean; sourceUrl: string | null }): Way {
  if (media.zeroRetention) return 'secure'
  if (media.sourceUrl !== null) return 'url'
  return media.sizeBytes <= mostDirectly ? 'file' : 'secure'
}
