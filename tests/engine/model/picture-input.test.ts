import { describe, expect, it } from 'vitest'
import type { Pixels } from '@/lib/engine/check'
import type { PictureInput } from '@/lib/engine/model/models-file'
import { patternPicture, patternSound } from '@/lib/engine/model/patterns'
import { toPictureInput } from '@/lib/engine/model/picture-input'

const plain: PictureInput = {
  kind: 'image',
  width: 8,
  height: 8,
  resize: 'squash',
  kernel: 'cubic',
  layout: 'nchw',
  colours: 'rgb',
  mean: [0, 0, 0],
  std: [1, 1, 1],
}

/** Each pixel has its column as red and its row as green. */
function numbered(width: number, height: number): Pixels {
  const rgb = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) rgb.set([at % width, Math.floor(at / width), 200], at * 3)
  return { width, height, rgb }
}
const prepared = async (pixels: Pixels, more: Partial<PictureInput>) =>
  Array.from((await toPictureInput(pixels, { ...plain, ...more })) ?? [])

describe('toPictureInput', () => {
  it('lays out colours and places as declared', async () => {
    const rgbByPlanes = await prepared(numbered(8, 8), {})
    expect(rgbByPlanes[9]).toBeCloseTo(1 / 255, 6)
    expect(rgbByPlanes[64 + 9]).toBeCloseTo(1 / 255, 6)
    expect(rgbByPlanes[64 + 7]).toBe(0)
    expect(rgbByPlanes[128]).toBeCloseTo(200 / 255, 6)
    const bgrByPixels = await prepared(numbered(8, 8), { layout: 'nhwc', colours: 'bgr' })
    expect(bgrByPixels.slice(3 * 10, 3 * 10 + 3)).toEqual([200 / 255, 1 / 255, 2 / 255].map(Math.fround))
  })

  it('normalises colour by colour, red first also where blue comes first', async () => {
    const input = { mean: [0.5, 0.25, 0] as [number, number, number], std: [0.5, 0.25, 2] as [number, number, number] }
    const [blue, green, redValue] = await prepared(numbered(8, 8), { ...input, layout: 'nhwc', colours: 'bgr' })
    expect([redValue, green, blue]).toEqual([-1, -1, Math.fround(200 / 255 / 2)])
  })

  it('cuts from the middle, unscaled or scaled to its shorter side', async () => {
    const centre = await prepared(numbered(20, 12), { resize: 'centre' })
    expect(Math.round((centre[0] ?? 0) * 255)).toBe(6)
    expect(Math.round((centre[64] ?? 0) * 255)).toBe(2)
    // 40 × 20 scaled to 20 × 10, of which columns 6 to 13 are left: the middle of the picture stays in the middle.
    const crop = await prepared(numbered(40, 20), { resize: 'crop', shortSide: 10, kernel: 'linear' })
    expect(Math.abs(((crop[3] ?? 0) + (crop[4] ?? 0)) * 127.5 - 19.5)).toBeLessThan(1)
    expect((crop[7] ?? 0) * 255).toBeLessThan(28)
    // Just large enough, without a side given.
    const cover = await prepared(numbered(16, 8), { resize: 'crop' })
    expect(Math.round((cover[0] ?? 0) * 255)).toBe(4)
  })

  it('squashes the whole picture, and has nothing to cut from a smaller one', async () => {
    const squashed = await prepared(numbered(64, 16), { kernel: 'linear' })
    expect((squashed[7] ?? 0) * 255).toBeGreaterThan(56)
    expect(await toPictureInput(numbered(7, 30), { ...plain, resize: 'centre' })).toBeNull()
  })
})

describe('patterns', () => {
  it('are what the documents say, number for number', () => {
    const { width, height, rgb } = patternPicture('gradient')
    const at = (x: number, y: number) => Array.from(rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3))
    expect([width, height, at(0, 0), at(639, 479), at(320, 120)]).toEqual([
      640,
      480,
      [0, 0, 64],
      [255, 255, 64],
      [128, 64, 64],
    ])
    expect(new Set(patternPicture('grey').rgb)).toEqual(new Set([128]))
    const tone = patternSound('tone', 16_000, 16_000)
    expect(tone[0]).toBe(0)
    // A quarter of a period is 9.09 samples.
    expect(tone[9]).toBeCloseTo(0.5 * Math.sin((2 * Math.PI * 440 * 9) / 16_000), 6)
    expect(Math.max(...tone)).toBeLessThanOrEqual(0.5)
    expect(new Set(patternSound('silence', 10, 16_000))).toEqual(new Set([0]))
  })
})
