import { describe, expect, test } from 'vitest'
import type { Pixels } from '@/lib/engine/check'
import { frameHashes, mostCutScenes, mostOneSidedScenes } from '@/lib/engine/match/frame-hashes'
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

  const left = (
    width: number,
    height: number,
    strips: { left?: number; right?: number; top?: number; bottom?: number },
  ) => ({
    left: Math.round(width * (strips.left ?? 0)),
    top: Math.round(height * (strips.top ?? 0)),
    width: Math.round(width * (1 - (strips.left ?? 0) - (strips.right ?? 0))),
    height: Math.round(height * (1 - (strips.top ?? 0) - (strips.bottom ?? 0))),
  })
  const drawn = () => photograph({ width: 960, height: 720, seed: 11 })

  test.each<[Parameters<typeof left>[2]]>([
    [{ left: 0.06 }],
    [{ right: 0.09 }],
    [{ top: 0.03 }],
    [{ bottom: 0.12 }],
    [{ bottom: 0.05 }],
  ])('at one side alone, %o: known by what was hashed of it, either of the two being known', async (strips) => {
    const original = pictureHashes(await pixels(drawn()))
    const copy = pictureHashes(await pixels(drawn().extract(left(960, 720, strips))))
    const between = (asked: typeof copy, kept: typeof copy) =>
      Math.min(
        ...askedScenes(asked).flatMap((one) =>
          keptScenes(kept).flatMap((other) => (one.cut && other.cut ? [] : [pdqDistance(one.pdq, other.pdq)])),
        ),
      )
    expect(between(copy, original)).toBeLessThanOrEqual(pdqMatchDistance)
    expect(between(original, copy)).toBeLessThanOrEqual(pdqMatchDistance)
    const [whole, whole2] = [original[0]?.pdq ?? '', copy[0]?.pdq ?? '']
    if (!strips.top) expect(pdqDistance(whole, whole2)).toBeGreaterThan(pdqMatchDistance)
  })

  test.each([[{ bottom: 0.2 }], [{ left: 0.1, bottom: 0.1 }]])(
    'cut by more, or at two sides, %o: not known',
    async (strips) => {
      const original = pictureHashes(await pixels(drawn()))
      const copy = pdqOf(await pixels(drawn().extract(left(960, 720, strips))))
      expect(nearest(original, copy.pdq)).toBeGreaterThan(pdqMatchDistance)
    },
  )

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

  test('of a picture the whole and what is left of it are looked for and kept, unless there is too little in it', () => {
    const cut = (pdq: string, quality?: number) => ({ ...frame(null, pdq, quality), cut: 'middle' as const })
    const hashes = [frame(null, one), cut(two), cut(one, 10)]
    expect(askedScenes(hashes)).toEqual(hashes.slice(0, 2))
    expect(keptScenes(hashes)).toEqual(hashes.slice(0, 2))
    expect(askedScenes([frame(null, one, 10), cut(two)])).toEqual([])
    expect(askedScenes([])).toEqual([])
  })

  test('what is cut is no scene: it goes with the scene it was cut from, or with the picture', () => {
    const cut = (second: number | null, pdq: string) => ({ ...frame(second, pdq), cut: 'middle' as const })
    const frames = [frame(0, one), cut(0, two), frame(1, one), frame(2, two), cut(2, one), cut(3, one)]
    expect(keptScenes(frames)).toEqual([frames[0], frames[3], frames[1], frames[4]])
    expect(askedScenes(frames)).toEqual(keptScenes(frames))
    const ofPicture = [frame(null, one), cut(null, two), { ...cut(null, two), quality: 49 }]
    expect(askedScenes(ofPicture)).toEqual(ofPicture.slice(0, 2))
    const animated = [{ ...frame(null, one), page: 1 }, cut(null, two), { ...frame(1, two), page: 2 }]
    expect(askedScenes(animated)).toEqual([animated[0], { ...animated[2], second: null }, { ...animated[1], page: 1 }])
  })

  test('of the first thirty scenes what is left of the middle is hashed, of the first ten of a side as well', async () => {
    const scenes = await Promise.all(
      Array.from({ length: mostCutScenes + 1 }, (_, n) => pixels(photograph({ width: 160, height: 120, seed: n + 1 }))),
    )
    const hashes = frameHashes()
    for (const [second, scene] of scenes.entries()) hashes.add(second, scene)
    const cutAt = (what: 'middle' | 'side') =>
      new Set(hashes.all.filter(({ cut }) => cut === what).map(({ second }) => second)).size
    expect(hashes.all.filter(({ cut }) => cut === undefined)).toHaveLength(scenes.length)
    expect([cutAt('middle'), cutAt('side')]).toEqual([mostCutScenes, mostOneSidedScenes])
  })

  test('a long video keeps a bounded number, spread over all of it', () => {
    const frames = Array.from({ length: 600 }, (_, second) => frame(second, second % 2 === 0 ? one : two))
    const kept = keptScenes(frames)
    expect(kept).toHaveLength(mostScenes)
    expect(kept.at(-1)?.second).toBe(595)
  })
})
