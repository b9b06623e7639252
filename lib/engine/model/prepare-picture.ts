import type { Pixels } from '../check'
import type { ModelPiece, Prepare } from './check-content'
import { toPictureInput } from './picture-input'

/** One picture of the file: `page` counts from 1, `pixels` decodes it, upright. */
export interface PicturePage {
  page: number
  pixels: () => Promise<Pixels>
}

/** Prepares a picture for models, or several of an animation: one behind the first that cannot be decoded is left out. */
export function preparePicture(pages: PicturePage[]): Prepare {
  return ({ input }) => {
    if (input.kind !== 'image') return { because: 'This model listens; there is nothing to hear in a picture.' }
    return (async function* (): AsyncGenerator<ModelPiece> {
      for (const { page, pixels } of pages) {
        const decoded = page === 1 ? await pixels() : await pixels().catch(() => null)
        const prepared = decoded && (await toPictureInput(decoded, input))
        if (prepared) yield { input: prepared, second: null, page }
      }
    })()
  }
}
