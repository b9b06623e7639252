import type { Pixels } from '../check'
import type { ModelDefinition } from './models-file'

/** Size of the patterns that are pictures; not square, and larger than most inputs, so that scaling is tested too. */
const [width, height] = [640, 480]

/**
 * `gradient`: red is 255·x/639 from left to right, green 255·y/479 from top to bottom, blue 64, all rounded: it gives
 * away swapped colours, axes and scaling. `grey`: 128 everywhere.
 */
export function patternPicture(pattern: 'gradient' | 'grey'): Pixels {
  const rgb = new Uint8Array(width * height * 3).fill(128)
  if (pattern === 'gradient') {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        rgb.set([Math.round((255 * x) / (width - 1)), Math.round((255 * y) / (height - 1)), 64], (y * width + x) * 3)
      }
    }
  }
  return { width, height, rgb }
}

/** `tone`: a sine of 440 Hz that peaks at 0.5, from 0 on; `silence`: zeros. `samples` at `sampleRate` Hz. */
export function patternSound(pattern: 'tone' | 'silence', samples: number, sampleRate: number): Float32Array {
  if (pattern === 'silence') return new Float32Array(samples)
  return Float32Array.from({ length: samples }, (_, at) => 0.5 * Math.sin((2 * Math.PI * 440 * at) / sampleRate))
}

/** The pattern of a model's self-test, as media. */
export function isSoundPattern(pattern: ModelDefinition['selfTest']['pattern']): pattern is 'tone' | 'silence' {
  return pattern === 'tone' || pattern === 'silence'
}
