import type { SoftwareResampleContext } from 'node-av/lib'
import type { Decoder } from '../decoder'

/** Brings mono sound to another rate, piece by piece. Free it when done. */
export interface Resampler {
  /** The samples that are ready so far, valid until the next call. A change of `from` (Hz) mid-stream is taken up. */
  push(samples: Float32Array, from: number): Float32Array
  /** What is still inside; call once, at the end. */
  flush(): Float32Array
  free(): void
}

/** Resamples with FFmpeg's swresample, low-passed below half of the lower rate. `to`: Hz. */
export function resampleTo(to: number, { av, constants }: Decoder): Resampler {
  const none = new Float32Array(0)
  let context: SoftwareResampleContext | null = null
  let from = 0
  let out = Buffer.alloc(0)
  const run = (planes: Buffer[] | null, count: number) => {
    if (context === null) return none
    const room = context.getOutSamples(count) + 64
    if (out.length < room * 4) out = Buffer.alloc(room * 4)
    const made = context.convertSync([out], room, planes, count)
    return made > 0 ? new Float32Array(out.buffer, out.byteOffset, made) : none
  }
  const free = () => {
    context?.free()
    context = null
  }
  return {
    push(samples, rate) {
      if (rate === to) return samples
      if (rate !== from) {
        free()
        const mono = av.avChannelLayoutDefault(1)
        const made = new av.SoftwareResampleContext()
        const set = made.allocSetOpts2(mono, constants.AV_SAMPLE_FMT_FLT, to, mono, constants.AV_SAMPLE_FMT_FLT, rate)
        if (set < 0 || made.init() < 0) {
          made.free()
          return none
        }
        context = made
        from = rate
      }
      return run([Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)], samples.length)
    },
    flush: () => run(null, 0),
    free,
  }
}
