import type { AnalysisRequest } from '../analysis'
import type { Decoder } from '../decoder'
import type { Prepare } from './check-content'
import { prepareFrames } from './prepare-frames'
import { prepareSound } from './prepare-sound'

/**
 * Prepares of a video what each model is for: frames for those that look, windows of its sound for those that listen.
 * `unheard`: why its sound cannot be listened to, in a sentence; empty where it can.
 */
export function prepareTracks(
  decoder: Decoder,
  request: AnalysisRequest,
  { seconds, unheard }: { seconds: number | null; unheard: string },
): Prepare {
  const frames = prepareFrames(decoder, request, seconds)
  const sound = prepareSound(decoder, request)
  return (definition) => {
    if (definition.input.kind === 'image') return frames(definition)
    return unheard === '' ? sound(definition) : { because: unheard }
  }
}
