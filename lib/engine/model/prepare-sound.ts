import type { AnalysisRequest } from '../analysis'
import { openContainer } from '../container/open-container'
import type { Decoder } from '../decoder'
import { decodeSound } from '../sound/decode-sound'
import type { ModelPiece, Prepare } from './check-content'
import { windowSamples } from './open-model'

/** Most windows one model listens to, from the start of the part that is analysed. */
export const mostModelWindows = 60

/**
 * Prepares windows of a recording for models, one after the other; the last is filled up with zeros, or left out where
 * less than half of it is there and it is not the only one.
 */
export function prepareSound(decoder: Decoder, request: AnalysisRequest): Prepare {
  return ({ input }) => {
    if (input.kind !== 'audio') return { because: 'This model looks; there is nothing to see in a recording.' }
    return (async function* (): AsyncGenerator<ModelPiece> {
      const container = openContainer(decoder, request.path)
      const length = windowSamples(input)
      const start = Math.max(0, request.startRegion ?? 0)
      let window = new Float32Array(length)
      let [filled, made] = [0, 0]
      const second = () => Math.round((start + (made * length) / input.sampleRate) * 100) / 100
      try {
        const region = { start: request.startRegion, end: request.endRegion }
        for (const { samples } of decodeSound(decoder, container, region, { atRate: input.sampleRate })) {
          for (let at = 0; at < samples.length; ) {
            const taken = Math.min(length - filled, samples.length - at)
            window.set(samples.subarray(at, at + taken), filled)
            filled += taken
            at += taken
            if (filled < length) continue
            yield { input: window, second: second() }
            window = new Float32Array(length)
            filled = 0
            if (++made >= mostModelWindows) return
          }
        }
        if (filled > 0 && (made === 0 || filled >= length / 2)) yield { input: window, second: second() }
      } finally {
        container.close()
      }
    })()
  }
}
