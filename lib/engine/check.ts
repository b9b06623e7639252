import type { MediaType } from './analysis'
import type { Evidence, Family } from './evidence'
import type { SubjectName } from './subjects'

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

/** What a check answers; its name, title, family and cap are added from the registry (`lib/engine/to-evidence.ts`). */
export type Finding = Omit<Evidence, 'check' | 'title' | 'family' | 'cap'>

/**
 * The contract of every check: it is given what it looks at (lib/engine/subjects.ts) and answers at least one finding, also
 * when it found nothing or does not apply. It may throw: `runCheck` makes evidence of that.
 */
export type Check<Subject> = (subject: Subject) => Finding[] | Promise<Finding[]>

/** The part of a check of pictures that needs only pixels, of one picture of an animation too. */
export type PixelCheck = (picture: Picture) => Promise<Finding[]>

/** One line of the registry: what a check is called. Its function is in lib/engine/runnable-checks.ts. */
export type CheckEntry = CheckWords &
  (
    | {
        /** What its function is given. */
        looksAt: SubjectName
        /** Said where the function was not run, because what it needs is not set up. */
        notChecked?: string
      }
    | {
        /** Cannot be done here, said in a sentence: always listed as `not_checked`, so that its absence is seen. */
        notChecked: string
      }
  )

interface CheckWords {
  /** The check in a few words, for a heading. */
  title: string
  family: Family
  /** The media it is for; for others it is not listed at all. */
  media: readonly MediaType[]
  /** Told before it begins, where it takes a moment: in words a moderator understands, and the share of all that is done. */
  stage?: { says: string; share: number }
}
