import type { Decoder } from '../decoder'

/**
 * What a sample that is no number is taken for: far below anything audible (-140 dB of full scale), and not the exact
 * zero that the check of pauses says of a file.
 */
const inaudible = 1e-7

/**
 * The planes of a decoded frame as a player would play them: float samples may be anything, also infinite, no number at
 * all or a million times full scale, and one such sample would drown what is measured of all others. Those beyond full
 * scale are cut at it. `format`: the frame's sample format; whole numbers are passed on as they are.
 */
export function playable(planes: Buffer[], format: number, { constants }: Decoder): Buffer[] {
  if (format === constants.AV_SAMPLE_FMT_FLT || format === constants.AV_SAMPLE_FMT_FLTP) {
    return planes.map((plane) => cut(plane, Float32Array))
  }
  if (format === constants.AV_SAMPLE_FMT_DBL || format === constants.AV_SAMPLE_FMT_DBLP) {
    return planes.map((plane) => cut(plane, Float64Array))
  }
  return planes
}

/** The same plane where all of it can be played, else a copy: decoders may still read what they gave. */
function cut(plane: Buffer, Samples: typeof Float32Array | typeof Float64Array): Buffer {
  const width = Samples.BYTES_PER_ELEMENT
  // A copy begins where a number may begin.
  const { buffer, byteOffset, length } = plane.byteOffset % width === 0 ? plane : new Uint8Array(plane)
  const samples = new Samples(buffer as ArrayBuffer, byteOffset, Math.floor(length / width))
  const first = firstUnplayable(samples)
  if (first === samples.length) return plane
  const copy = samples.slice()
  for (let i = first; i < copy.length; i += 1) {
    const sample = copy[i] ?? 0
    copy[i] = Number.isNaN(sample) ? inaudible : Math.max(-1, Math.min(1, sample))
  }
  return Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength)
}

/** Where the first of them stands, or how many there are. A loop: with a callback it took ten times as long, of every sample. */
function firstUnplayable(samples: Float32Array | Float64Array): number {
  for (let i = 0; i < samples.length; i += 1) {
    const sample = samples[i] ?? 0
    // Written so that what is no number is found too.
    if (!(sample >= -1 && sample <= 1)) return i
  }
  return samples.length
}
