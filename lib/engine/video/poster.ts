import path from 'node:path'
import type { Analysis } from '../analysis'
import type { Pixels } from '../check'
import { sharp } from '../image/picture-decoder'

/** Mean brightness 0-255 from which a frame is not black. */
const notBlack = 24
/** Spread of brightness from which it is not one flat colour. */
const notFlat = 8

export interface PosterChoice {
  /** Considers a frame: the first that is neither black nor flat wins, else the brightest. */
  consider(pixels: Pixels): void
  /** Writes the chosen frame, at most 640 pixels wide, to `preview.webp` in `folder`; null where there was no frame. */
  write(folder: string): Promise<Analysis['preview']>
}

/** Chooses the still picture that stands for a video. */
export function choosePoster(): PosterChoice {
  let best: Pixels | null = null
  let brightest = -1
  let decided = false
  return {
    consider(pixels) {
      if (decided) return
      const { mean, spread } = brightness(pixels)
      decided = mean >= notBlack && spread >= notFlat
      if (!decided && mean <= brightest) return
      brightest = mean
      best = pixels
    },
    async write(folder) {
      if (best === null) return null
      const file = path.join(folder, 'preview.webp')
      const { width, height, rgb } = best
      const info = await sharp(rgb, { raw: { width, height, channels: 3 } })
        .resize({ width: 640, height: 1280, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80 })
        .toFile(file)
      return { path: file, width: info.width, height: info.height, contentType: 'image/webp' }
    },
  }
}

function brightness({ rgb }: Pixels): { mean: number; spread: number } {
  const step = Math.max(1, Math.floor(rgb.length / 3 / 10_000)) * 3
  let count = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i + 2 < rgb.length; i += step) {
    const luma = 0.299 * (rgb[i] ?? 0) + 0.587 * (rgb[i + 1] ?? 0) + 0.114 * (rgb[i + 2] ?? 0)
    count += 1
    sum += luma
    squares += luma * luma
  }
  const mean = sum / Math.max(1, count)
  return { mean, spread: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) }
}
