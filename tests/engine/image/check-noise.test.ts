import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkNoise } from '@/lib/engine/image/check-noise'
import { openPicture } from '@/lib/engine/image/open-picture'
import { maskAuc } from '@/scripts/evaluation/mask-agreement'
import { useMedia } from '../../support/media'
import { photograph, plain } from '../../support/pictures'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
const [width, height] = [960, 720]
const box = { left: 320, top: 240, width: 256, height: 208 }

/** Noise of these deviations, in grey levels, in the box and outside of it. */
async function noisy(inside: number, outside: number): Promise<Buffer> {
  const { data, info } = await photograph({ width, height, seed: 5 })
    .blur(2)
    .raw()
    .toBuffer({ resolveWithObject: true })
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const isIn = x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height
    let sum = -6
    for (let k = 0; k < 12; k++) sum += random()
    for (let channel = 0; channel < 3; channel++) {
      const place = at * info.channels + channel
      data[place] = Math.max(0, Math.min(255, Math.round(data[place]! + sum * (isIn ? inside : outside))))
    }
  }
  return sharp(data, { raw: info }).png({ compressionLevel: 1 }).toBuffer()
}
async function check(bytes: Buffer, visualize = false) {
  const path = await media.file('picture', bytes)
  const workFolder = await media.newFolder()
  const { picture } = await openPicture({ path, workFolder, visualize })
  const [finding] = await checkNoise(picture)
  expectCard(finding!)
  return { ...finding!, workFolder }
}

describe('a part with another noise', () => {
  it.each([
    [8, 2, 'more'],
    [2, 8, 'less'],
  ])('of %i in %i is found where it is', async (inside, outside, word) => {
    const finding = await check(await noisy(inside, outside))
    // It advises only: focus and smooth surfaces look the same.
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(finding.explain).toContain(`times ${word} noise`)
    expect(finding.region!.left * width).toBeCloseTo(box.left, -2)
    expect(finding.region!.top * height).toBeCloseTo(box.top, -2)
    expect(finding.region!.width * width).toBeCloseTo(box.width, -2)
  })

  it('is found in JPEG and WebP of good quality', async () => {
    const forged = await noisy(8, 2)
    expect(await check(await sharp(forged).jpeg({ quality: 92 }).toBuffer())).toMatchObject({ status: 'hit' })
    expect(await check(await sharp(forged).webp({ quality: 95 }).toBuffer())).toMatchObject({ status: 'hit' })
  })

  it('is shown on a map that fits its mask', async () => {
    const finding = await check(await noisy(8, 2), true)
    expect(await readdir(finding.workFolder)).toEqual(['noise.png'])
    const { data, info } = await sharp(finding.map!.path).raw().toBuffer({ resolveWithObject: true })
    const cells = info.width * info.height
    const amber = Float32Array.from(
      { length: cells },
      (_, at) => data[at * info.channels]! - data[at * info.channels + 2]!,
    )
    const mask = Uint8Array.from({ length: cells }, (_, at) => {
      const [x, y] = [((at % info.width) * width) / info.width, (Math.floor(at / info.width) * height) / info.height]
      return x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height ? 1 : 0
    })
    expect(maskAuc(amber, mask)).toBeGreaterThan(0.95)
    expect(finding.map!.caption).toContain('does not show')
  })
})

describe('one noise all over', () => {
  it.each([0, 3, 8])('of %i is clear', async (deviation) => {
    expect(await check(await noisy(deviation, deviation))).toMatchObject({ status: 'clear', llr: 0 })
  })
})

describe('what defeats the check', () => {
  it('is scaling down with strong compression', async () => {
    const shared = await sharp(await noisy(6, 3))
      .resize(400)
      .jpeg({ quality: 40 })
      .toBuffer()
    expect((await check(shared)).status).not.toBe('hit')
  })
})

describe('it does not apply', () => {
  it('to small and to black pictures', async () => {
    expect(await check(await plain().png().toBuffer())).toMatchObject({ status: 'not_applicable' })
    const black = sharp({ create: { width: 600, height: 400, channels: 3, background: '#000' } })
    expect(await check(await black.png().toBuffer())).toMatchObject({ status: 'not_applicable' })
  })
})
