import type { MediaType } from './analysis'
import type { Evidence, Family } from './evidence'

/** What the file is found to be by its bytes, not its name; `frame`: a decoded video frame, with no file behind it. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'frame'

/** Decoded picture: 8-bit RGB, interleaved, row by row, `width * height * 3` bytes, upright as it is shown. */
export interface Pixels {
  width: number
  height: number
  rgb: Uint8Array
}

/**
 * What a check of pictures gets. A check that needs the encoded file answers `not_applicable` where `path` is null.
 * A video frame is `{ path: null, format: 'frame', pixels: async () => frame, … }`.
 */
export interface Picture {
  /** Absolute path of the encoded file; null for a decoded video frame. */
  path: string | null
  format: PictureFormat
  /** Pixels, upright. */
  width: number
  height: number
  /** Decodes on the first call and keeps the result. Rejects with AnalysisFailure when the pixels cannot be read. */
  pixels(): Promise<Pixels>
  /** An existing folder the check may write pictures to, under file names of its own. */
  workFolder: string
  /** Draw maps. */
  visualize: boolean
}

/** What a check answers; its name, title and family are added from the registry (`toEvidence`). */
export type Finding = Omit<Evidence, 'check' | 'title' | 'family'>

/** A check of pictures. Answers at least one finding, also when it found nothing or did not apply. */
export type PictureCheck = (picture: Picture) => Promise<Finding[]>

/** One line of the registry. */
export interface CheckEntry {
  /** The check in a few words, for a heading. */
  title: string
  family: Family
  /** The media it is for; for others it is not listed at all. */
  media: readonly MediaType[]
  /** Cannot be done here, said in a sentence: always listed as `not_checked`, so that its absence is seen. */
  notChecked?: string
}
