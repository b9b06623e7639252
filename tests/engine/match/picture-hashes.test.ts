import { describe, expect, test } from 'vitest'
import type { Pixels } from '@/lib/engine/check'
import { askedScenes, keptScenes, mostScenes } from '@/lib/engine/match/known-scenes'
import { pdqDistance, pdqMatchDistance, pdqOf } from '@/lib/engine/match/pdq'
import { pictureHashes } from '@/lib/engine/match/picture-hashes'
import { photograph } from '../../support/pictures'

async function pixels(picture: ReturnType<typeof photograph>): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}
const nearest = (hashes: { pdq: string }[], pdq: string) => Math.min(...hashes.map((one) => pdqDistance(one.pdq, pdq)))

describe('copies that were cut', () => {
  test.each([
    [
      '5 % at each side',
      (width: number, height: number) => ({
        left: width * 0.05,
        top: height * 0.05,
        width: width * 0.9,
        height: height * 0.9,
      }),
    ],
    ['to a square', (width: number, height: number) => ({ left: (width - height) / 2, top: 0, width: height, height })],
  ])('%s: known by the middle, and not by the whole', async (_, cut) => {
    const picture = photograph({ width: 960, height: 720, seed: 11 })
    const hashes = pictureHashes(await pixels(picture))
    const rounded = Object.fromEntries(Object.entries(cut(960, 720)).map(([name, value]) => [name, Math.round(value)]))
    const copy = pdqOf(
      await pixels(
        photograph({ width: 960, height: 720, seed: 11 }).extract(
          rounded as { left: number; top: number; width: number; height: number },
        ),
      ),
    )
    expect(nearest(hashes, copy.pdq)).toBeLessThanOrEqual(pdqMatchDistance)
    expect(pdqDistance(hashes[0]?.pdq ?? '', copy.pdq)).toBeGreaterThan(pdqMatchDistance)
  })

  test('the whole comes first, and the smallest picture has hashes too', async () => {
    const whole = await pixels(photograph({ width: 960, height: 720, seed: 11 }))
    expect(pictureHashes(whole)[0]).toEqual({ second: null, ...pdqOf(whole) })
    const dot = { width: 1, height: 1, rgb: new Uint8Array([1, 2, 3]) }
    for (const { pdq, quality } of pictureHashes(dot)) {
      expect(pdq).toMatch(/^[0-9a-f]{64}$/)
      expect(quality).toBe(0)
    }
  })
})

describe('scenes', () => {
  const frame = (second: number | null, pdq: string, quality = 100) => ({ second, pdq, quality })
  const [one, two] = ['0f'.repeat(32), '3c'.repeat(32)]

  test('frames alike one after the other are one scene; plain ones are none', () => {
    const frames = [frame(0, one), frame(1, one), frame(2, two, 49), frame(3, two), frame(4, one)]
    expect(keptScenes(frames).map(({ second }) => second)).toEqual([0, 3, 4])
    expect(askedScenes(frames)).toEqual(keptScenes(frames))
  })

  test('of a picture the whole is looked for, and its middle is kept as well', () => {
    const hashes = [frame(null, one), frame(null, two), frame(null, one, 10)]
    expect(askedScenes(hashes)).toEqual([hashes[0]])
    expect(keptScenes(hashes)).toEqual(hashes.slice(0, 2))
    expect(askedScenes([frame(null, one, 10), frame(null, two)])).toEqual([])
    expect(askedScenes([])).toEqual([])
  })

  test('a long video keeps a bounded number, spread over all of it', () => {
    const frames = Array.from({ length: 600 }, (_, second) => frame(second, second % 2 === 0 ? one : two))
    const kept = keptScenes(frames)
    expect(kept).toHaveLength(mostScenes)
    expect(kept.at(-1)?.second).toBe(595)
  })
})
