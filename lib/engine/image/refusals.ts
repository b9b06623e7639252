import { AnalysisFailure } from '../failure'

/** A picture may have this many pixels; a decoder bomb has more. */
export const mostPixels = 120_000_000

/** Every reason to refuse a picture, as the sentence a moderator reads. All permanent: the file is at fault. */
const sentences = {
  empty: 'The file is empty. Ask for it to be sent again.',
  not_a_picture:
    'The file is not a JPEG, PNG, GIF, WebP, AVIF or HEIC picture, whatever its name says. Convert it to one of these.',
  markup: 'The file is text or markup (such as SVG or HTML), not a picture. Export it as PNG or JPEG first.',
  damaged: 'The picture is damaged or cut off and cannot be read to its end. Ask for it to be sent again.',
  too_large: `The picture has more than ${mostPixels / 1_000_000} million pixels. Scale it down and hand it in again.`,
  polyglot: 'The file is a picture with another kind of file hidden in it. It was not analysed; treat it with care.',
} as const

export type Refusal = keyof typeof sentences

/** The failure to throw for a picture that cannot be analysed. */
export function refusePicture(reason: Refusal, cause?: unknown): AnalysisFailure {
  return new AnalysisFailure(sentences[reason], { permanent: true, cause })
}
