import type { Finding, Picture, Pixels } from '../check'
import type { EvidenceFacts } from '../evidence'
import { notCounted } from '../not-counted'
import { pageOf, pagesLookedAt } from './look-at-pages'
import type { OpenPicture } from './open-picture'

/** Sizes, in pixels, that image generators give out of the box; cameras hardly ever do. */
const generatorSizes = new Set([
  '512x512', '768x768', '1024x1024', '1536x1536', '2048x2048',
  '832x1216', '1216x832', '896x1152', '1152x896', '768x1344', '1344x768',
  '1024x1536', '1536x1024', '1024x1792', '1792x1024', '640x1536', '1536x640', '960x1280', '1408x768', '768x1408',
]) // biome-ignore format: a table reads better by rows

/** Larger pictures are not decoded for measurements alone: a hundred megapixels take 300 MB. */
export const largestMeasured = 40_000_000

/** Pixels are looked at on a grid of about this many. */
const sampled = 250_000

/**
 * The check `picture.facts`: measurements a person may want beside the picture. Works on files and on video frames;
 * context only. `file`: what only a file has; `later`: more pictures of an animation, measured with the first.
 */
export async function checkPictureFacts(
  picture: Picture,
  file?: { pages: number; hasAlpha: boolean; appended: string | null },
  later: Picture[] = [],
): Promise<Finding[]> {
  const { width, height } = picture
  const measures = width * height <= largestMeasured ? [measure(await picture.pixels())] : []
  for (const one of measures.length > 0 ? later : []) {
    const pixels = await one.pixels().catch(() => null)
    if (pixels) measures.push(measure(pixels))
  }
  const isGeneratorSize = picture.format !== 'frame' && generatorSizes.has(`${width}x${height}`)
  return [
    {
      points: 'context',
      status: isGeneratorSize ? 'hit' : 'clear',
      llr: 0,
      strong: false,
      explain: isGeneratorSize
        ? `The picture is exactly ${width} × ${height} pixels, a size image generators give out.`
        : `The picture is ${width} × ${height} pixels${describePages(measures.length, file?.pages ?? 1)}.`,
      doesNotShow: `Measurements do not show how a picture was made: people crop to these sizes as well. ${notCounted}`,
      facts: {
        width,
        height,
        megapixels: Math.round((width * height) / 10_000) / 100,
        format: picture.format,
        ...mean(measures),
        pages: file?.pages ?? 1,
        ...(measures.length > 1 && { pagesLookedAt: measures.length }),
        transparency: file?.hasAlpha ?? false,
        appended: file?.appended ?? null,
      },
    },
  ]
}

/** The same of a picture file, with what only it has and the later pictures of an animation. */
export function checkPictureFile(open: OpenPicture): Promise<Finding[]> {
  const { picture, pages, hasAlpha, trailer } = open
  const appended = trailer.kind === 'none' ? null : `${trailer.kind}, ${trailer.bytes} bytes`
  const later = pagesLookedAt(open).filter((page) => page > 0)
  return checkPictureFacts(
    picture,
    { pages, hasAlpha, appended },
    later.map((page) => pageOf(open, page)),
  )
}

type Measures = Record<(typeof measured)[number], number>
const measured = ['brightness', 'contrast', 'clippedShare', 'colourfulness', 'sharpness'] as const

/** Over the pictures of an animation; of one picture its own. */
function mean(measures: Measures[]): EvidenceFacts {
  if (measures.length === 0) return {}
  const of = (name: keyof Measures) => measures.reduce((sum, one) => sum + one[name], 0) / measures.length
  return Object.fromEntries(measured.map((name) => [name, Math.round(of(name) * 1000) / 1000]))
}

/** Means over a grid of pixels; brightness, contrast, colour and sharpness on the scale of 8 bits. */
function measure({ width, height, rgb }: Pixels): Measures {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / sampled)))
  let [count, sum, squares, clipped, colour, edges] = [0, 0, 0, 0, 0, 0]
  for (let y = 0; y + 1 < height; y += step) {
    for (let x = 0; x + 1 < width; x += step) {
      const at = (y * width + x) * 3
      const value = brightness(rgb, at)
      const channels = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]
      count++
      sum += value
      squares += value * value
      if (value <= 2 || value >= 253) clipped++
      colour += Math.max(...channels) - Math.min(...channels)
      edges += Math.abs(value - brightness(rgb, at + 3)) + Math.abs(value - brightness(rgb, at + width * 3))
    }
  }
  const n = Math.max(1, count)
  return {
    brightness: Math.round(sum / n),
    contrast: Math.round(Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))),
    clippedShare: Math.round((clipped / n) * 1000) / 1000,
    colourfulness: Math.round(colour / n),
    sharpness: Math.round((edges / n) * 10) / 10,
  }
}

function describePages(looked: number, pages: number): string {
  if (pages < 2) return ''
  return looked < 2
    ? `, measured in the first of ${pages} of an animation`
    : `, measured in ${looked} of ${pages} of an animation`
}

function brightness(rgb: Uint8Array, at: number): number {
  return 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0)
}
