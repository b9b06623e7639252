/**
 * What media that is known was found to be. `fake`: a list says no more than that, and it counts as synthetic; `noted`:
 * known, and neither.
 */
export type KnownAs = 'synthetic' | 'manipulated' | 'fake' | 'authentic' | 'noted'

/** Known media that the media at hand matches. */
export interface KnownMatch {
  known: 'case' | 'list'
  /** Id of the case, or of the list's entry. */
  id: string
  /** Its number; null for an entry of a list. */
  caseNumber: number | null
  /** For a sentence: `case 12`, `“Lunar hoax” of the list “Partners”`. */
  name: string
  as: KnownAs
  /** What people, or the list, called it, in their words. */
  decided: string
  /** `file`: the same bytes. `picture`: one picture against one. `frames`: frames of a video, on either side. */
  how: 'file' | 'picture' | 'frames' | 'sound'
  /** Bits of the perceptual hash that differ where it is nearest, 0-31; null for sound and for the same bytes. */
  distance: number | null
  /** How the media at hand was turned or mirrored, seen from the known one (`turns` of pdq.ts); null: it was not. */
  turned: string | null
  /** Seconds of the video at hand that match; empty for a picture. */
  seconds: number[]
  /** Pictures of the animation at hand that match, from 1; absent for all else. */
  pages?: number[]
  /** That which is known is an animation; absent for all else. */
  ofAnimation?: boolean
  /** Where the nearest of them stands there; null for a picture. */
  theirSecond: number | null
  /** Share of what is at hand that matches, 0-1. */
  share: number
  /** A video against a video: share of the known one that is here, 0-1. */
  theirShare?: number
  /** Sound: how alike, 0-1, over how many seconds, and at which second that stretch begins here and there. */
  sound: { similarity: number; overlapSeconds: number; from: number; theirFrom: number } | null
}

/** What the media at hand was compared with. */
export interface Compared {
  /** Whether there is any known media to compare with. */
  known: boolean
  /** Nothing of this media can be compared: no picture, or too little in it. */
  blank: boolean
}
