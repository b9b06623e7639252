import type { Finding, Picture } from '../check'

/** Sizes, in pixels, that image generators give out of the box; cameras hardly ever do. */
const generatorSizes = new Set([
  '512x512', '768x768', '1024x1024', '1536x1536', '2048x2048',
  '832x1216', '1216x832', '896x1152', '1152x896', '768x1344', '1344x768',
  '1024x1536', '1536x1024', '1024x1792', '1792x1024', '640x1536', '1536x640', '960x1280', '1408x768', '768x1408',
]) // biome-ignore format: a table reads better by rows

/** Pixels are looked at on a grid of about this many. */
const sampled = 250_000

/**
 * The check `picture.facts`: measurements a person may want beside the picture. Works on files and on video frames;
 * context only. `file`: what only a file has.
 */
export async function checkPictureFacts(
  picture: Picture,
  file?: { pages: number; hasAlpha: boolean; appended: string | null },
): Promise<Finding[]> {
  const { width, height, rgb } = await picture.pixels()
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / sampled)))
  let [count, sum, squares, clipped, colour, edges] = [0, 0, 0, 0, 0, 0]
  for (let y = 0; y + 1 < height; y += step) {
    for (let x = 0; x + 1 < width; x += step) {
      const at = (y * width + x) * 3
      const value = brightness(rgb, at)
      count++
      sum += value
      squares += value * value
      if (value <= 2 || value >= 253) clipped++
      colour +=
        Math.max(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0) -
        Math.min(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)
      edges += Math.abs(value - brightness(rgb, at + 3)) + Math.abs(value - brightness(rgb, at + width * 3))
    }
  }
  const mean = sum / Math.max(1, count)
  const contrast = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean))
  const size = `${picture.width}x${picture.height}`
  const isGeneratorSize = picture.format !== 'frame' && generatorSizes.has(size)
  return [
    {
      points: 'context',
      status: isGeneratorSize ? 'hit' : 'clear',
      llr: 0,
      strong: false,
      explain: isGeneratorSize
        ? `The picture is exactly ${picture.width} × ${picture.height} pixels, a size image generators give out.`
        : `The picture is ${picture.width} × ${picture.height} pixels${describePages(file?.pages ?? 1)}.`,
      doesNotShow: 'Measurements do not show how a picture was made: people crop to these sizes as well.',
      facts: {
        width: picture.width,
        height: picture.height,
        megapixels: Math.round((picture.width * picture.height) / 10_000) / 100,
        format: picture.format,
        brightness: Math.round(mean),
        contrast: Math.round(contrast),
        clippedShare: Math.round((clipped / Math.max(1, count)) * 1000) / 1000,
        colourfulness: Math.round(colour / Math.max(1, count)),
        sharpness: Math.round((edges / Math.max(1, count)) * 10) / 10,
        pages: file?.pages ?? 1,
        transparency: file?.hasAlpha ?? false,
        appended: file?.appended ?? null,
      },
    },
  ]
}

function describePages(pages: number): string {
  return pages > 1 ? `, the first of ${pages} in an animation; the others were not looked at` : ''
}

function brightness(rgb: Uint8Array, at: number): number {
  return 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0)
}
