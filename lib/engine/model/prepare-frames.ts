import type { AnalysisRequest } from '../analysis'
import { openContainer } from '../container/open-container'
import type { Decoder } from '../decoder'
import { maxFrames, sampleFrames } from '../video/sample-frames'
import type { ModelPiece, Prepare } from './check-content'
import { toPictureInput } from './picture-input'

/** Most frames one model looks at, spread over the part that is analysed. */
export const mostModelFrames = 60

/** Prepares frames of a video for models, one a second, or fewer evenly spread; each model decodes the video anew. */
export function prepareFrames(decoder: Decoder, request: AnalysisRequest, seconds: number | null): Prepare {
  return ({ input }) => {
    if (input.kind !== 'image') return { because: 'This model listens; there is nothing to hear in a picture.' }
    if (request.modality === 'audio') return { because: 'Only the sound of this video was asked for.' }
    return (async function* (): AsyncGenerator<ModelPiece> {
      const container = openContainer(decoder, request.path)
      const start = Math.max(0, request.startRegion ?? 0)
      const end = Math.min(request.endRegion ?? Number.POSITIVE_INFINITY, start + maxFrames)
      const every = Math.ceil((Math.min(end, seconds ?? end) - start) / mostModelFrames)
      const step = Number.isFinite(every) ? Math.max(1, every) : Math.ceil(maxFrames / mostModelFrames)
      try {
        let [at, used] = [0, 0]
        for await (const { second, pixels } of sampleFrames(decoder, container, { start, end }, () => {})) {
          if (at++ % step !== 0) continue
          const prepared = await toPictureInput(pixels, input)
          if (prepared) yield { input: prepared, second }
          if (++used >= mostModelFrames) return
        }
      } finally {
        container.close()
      }
    })()
  }
}
