import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Pixels } from '@/lib/engine/check'
import { lumaOf, tentTo64 } from '@/lib/engine/match/jarosz'
import { pdqDistance, pdqMatchDistance, pdqOf, pdqVariants, turns } from '@/lib/engine/match/pdq'

/**
 * Published reference vectors: the hashes that the authors' own implementations give for their eight turned and mirrored pictures
 * of a bridge (github.com/facebook/ThreatExchange, pdq/data/reg-test-input/dih, in the order of `turns`). They hold the order of the
 * bits and the eight transformations; the way from pixels to the hash is held by pdq-reference.test.ts.
 */
const bridge = [
  'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22',
  '30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af',
  'adad5a64b5a142e75b62a09857da895ae63b847fc23794b766b319361bc93188',
  'a5f0a457a48995e8c9065c275aaa5498b61ba4bdf8fcf80387c32f8b1bfc4f05',
  'f8f80f31e0f417b20e37f5cd028f980fb36ed02a9662c1e233e64c634e9c64dd',
  '0dad2599b1a1bd1a5362576742da32a5e63b7380c2374b4866b366c91bc9ce77',
  'f0a5e102f1ccc0bd945308720fff038de34ef1e8ada9a956d2967ade5ea91a50',
  'a5f05aa8a4896a17c906a2d85aaaab07b61b5b42f8fc07fc87c3d0741bfcb0fa',
]
/** Of the same bridge saved again, blurred, sharpened and scaled (ThreatExchange, pdq/data/bridge-mods). */
const copies = [
  'f8f8f0cee0f4a84f06370a2a038f63f0b36e26d596621e1d33e6b39c4e9c9b22',
  'd8f8f0cec0f4a84f8e370a22038f67f0b36a2ed597231e1d72e6b39c4a9c9b22',
  'd8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22',
]

describe('published vectors', () => {
  test('the distance between the bridge and its quarter turn is the published one', () => {
    expect(pdqDistance(bridge[0] ?? '', bridge[1] ?? '')).toBe(120)
    expect(pdqDistance(bridge[0] ?? '', bridge[0] ?? '')).toBe(0)
    expect(pdqDistance('0'.repeat(64), 'f'.repeat(64))).toBe(256)
  })

  test.each(turns.map((turn, at) => ({ turn, at })))('the bridge $turn is known, and nothing else is', ({ at }) => {
    const variant = pdqVariants(bridge[0] ?? '')[at] ?? ''
    bridge.forEach((published, other) => {
      const distance = pdqDistance(variant, published)
      if (other === at) expect(distance).toBeLessThanOrEqual(14)
      else expect(distance).toBeGreaterThan(pdqMatchDistance)
    })
  })

  test('copies of the bridge are within the distance, mirrored ones too', () => {
    for (const copy of copies) {
      expect(pdqDistance(copy, bridge[0] ?? '')).toBeLessThanOrEqual(pdqMatchDistance)
      const mirrored = pdqVariants(copy)[5] ?? ''
      expect(pdqDistance(mirrored, bridge[5] ?? '')).toBeLessThanOrEqual(pdqMatchDistance)
    }
  })
})

/** The published filter, said plainly: two passes of the mean over a window that is cut at the edges. */
function plainTent({ width, height, rgb }: Pixels): number[] {
  let values = Array.from({ length: width * height }, (_, at) => {
    const [r = 0, g = 0, b = 0] = rgb.subarray(at * 3, at * 3 + 3)
    return 0.299 * r + 0.587 * g + 0.114 * b
  })
  const mean = (length: number, at: number, valueAt: (place: number) => number) => {
    const window = Math.floor((length + 127) / 128)
    const ahead = Math.floor((window + 2) / 2) - 1
    const places = Array.from({ length: window }, (_, step) => at + ahead - step).filter((p) => p >= 0 && p < length)
    return places.reduce((sum, place) => sum + valueAt(place), 0) / places.length
  }
  for (let pass = 0; pass < 2; pass++) {
    const rows = values.map((_, at) => mean(width, at % width, (x) => values[at - (at % width) + x] ?? 0))
    values = rows.map((_, at) => mean(height, Math.floor(at / width), (y) => rows[y * width + (at % width)] ?? 0))
  }
  return Array.from({ length: 64 * 64 }, (_, at) => {
    const y = Math.floor(((Math.floor(at / 64) + 0.5) * height) / 64)
    return values[y * width + Math.floor((((at % 64) + 0.5) * width) / 64)] ?? 0
  })
}

describe('from pixels', () => {
  test.each([
    [640, 400],
    [301, 517],
    [64, 64],
    [40, 90],
  ])('%i × %i pixels come to what the published filter says', async (width, height) => {
    const pixels = await scene(1, width, height)
    const plain = plainTent(pixels)
    tentTo64(lumaOf(pixels)).forEach((value, at) => {
      expect(Math.abs(value - (plain[at] ?? Number.NaN))).toBeLessThan(0.01)
    })
  })

  test('a picture saved again, scaled, brightened or mirrored keeps its hash; another picture has another', async () => {
    const original = await scene(2, 800, 600)
    const { pdq, quality } = pdqOf(original)
    expect(quality).toBeGreaterThanOrEqual(50)
    const png = sharp(original.rgb, { raw: { width: 800, height: 600, channels: 3 } })
    const saved = pdqOf(await decoded(await png.clone().jpeg({ quality: 40 }).toBuffer()))
    const small = pdqOf(await decoded(await png.clone().resize(300).webp({ quality: 60 }).toBuffer()))
    const bright = pdqOf(await decoded(await png.clone().linear(0.9, 20).png().toBuffer()))
    for (const copy of [saved, small, bright]) expect(pdqDistance(copy.pdq, pdq)).toBeLessThanOrEqual(20)
    const mirrored = pdqOf(await decoded(await png.clone().flop().jpeg({ quality: 70 }).toBuffer()))
    expect(pdqDistance(mirrored.pdq, pdq)).toBeGreaterThan(pdqMatchDistance)
    expect(nearest(mirrored.pdq, pdq)).toBeLessThanOrEqual(20)
    for (const seed of [3, 4, 5, 6]) {
      expect(nearest(pdqOf(await scene(seed, 800, 600)).pdq, pdq)).toBeGreaterThan(pdqMatchDistance)
    }
  })

  test('a cut-off half defeats it: that is said, not hidden', async () => {
    const original = await scene(2, 800, 600)
    const half = sharp(original.rgb, { raw: { width: 800, height: 600, channels: 3 } })
    const cut = await decoded(await half.extract({ left: 0, top: 0, width: 400, height: 600 }).png().toBuffer())
    expect(nearest(pdqOf(cut).pdq, pdqOf(original).pdq)).toBeGreaterThan(pdqMatchDistance)
  })

  test('a plain area has no quality, whatever its hash', () => {
    expect(pdqOf({ width: 300, height: 200, rgb: new Uint8Array(300 * 200 * 3).fill(128) }).quality).toBe(0)
    expect(pdqOf({ width: 1, height: 1, rgb: new Uint8Array([9, 9, 9]) }).pdq).toMatch(/^[0-9a-f]{64}$/)
  })
})

function nearest(pdq: string, other: string): number {
  return Math.min(...pdqVariants(pdq).map((variant) => pdqDistance(variant, other)))
}

async function decoded(file: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}

/** Overlapping shapes by a seed: enough in it to be known by. */
async function scene(seed: number, width: number, height: number): Promise<Pixels> {
  let state = seed * 2654435761
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return state / 2 ** 32
  }
  const shapes = Array.from({ length: 40 }, () => {
    const [x, y, w, h] = [random() * 100, random() * 100, 5 + random() * 30, 5 + random() * 30]
    const colour = `rgb(${(random() * 255) | 0},${(random() * 255) | 0},${(random() * 255) | 0})`
    return random() < 0.5
      ? `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" fill="${colour}"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${colour}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="#888"/>${shapes.join('')}</svg>`
  return decoded(await sharp(Buffer.from(svg)).png().toBuffer())
}
