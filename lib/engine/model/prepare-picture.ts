import type { Pixels } from '../check'
import type { ModelPiece, Prepare } from './check-content'
import { toPictureInput } from './picture-input'

/** Prepares one picture for models; `pixels` decodes it, upright. */
export function preparePicture(pixels: () => Promise<Pixels>): Prepare {
  return ({ input }) => {
    if (input.kind !== 'image') return { because: 'This model listens; there is nothing to hear in a picture.' }
    return (async function* (): AsyncGenerator<ModelPiece> {
      const prepared = await toPictureInput(await pixels(), input)
      if (prepared) yield { input: prepared, second: null }
    })()
  }
}
