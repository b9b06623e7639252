import { readdir } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkGhost } from '@/lib/engine/image/check-ghost'
import { openPicture } from '@/lib/engine/image/open-picture'
import { useMedia } from '../../support/media'
import { photograph, plain, text, withChunks } from '../../support/pictures'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
const width = 960
const height = 720
const own = photograph({ width, height, seed: 5 })
const other = photograph({ width, height, seed: 77 })
/** On the grid of blocks. */
const box = { left: 320, top: 240, width: 256, height: 200 }

async function check(bytes: Buffer, visualize = false) {
  const path = await media.file('picture', bytes)
  const workFolder = await media.newFolder()
  const [finding] = await checkGhost(await openPicture({ path, workFolder, visualize }))
  expectCard(finding!)
  return { ...finding!, workFolder }
}
const save = (picture: Sharp | Buffer, quality: number) =>
  (Buffer.isBuffer(picture) ? sharp(picture) : picture.clone()).jpeg({ quality }).toBuffer()

/** A part of a JPEG saved at 60, pasted on the grid into a fresh picture; lossless, before the last save. */
async function pasteJpeg(quality = 60): Promise<Buffer> {
  const patch = await save(other.clone().extract(box), quality)
  return own
    .clone()
    .composite([{ input: patch, left: box.left, top: box.top }])
    .png()
    .toBuffer()
}

/** A fresh part pasted anywhere into a picture saved at 60 before. */
async function pasteFresh(): Promise<Buffer> {
  const patch = await other.clone().extract(box).png().toBuffer()
  return sharp(await save(own, 60))
    .composite([{ input: patch, left: box.left, top: box.top }])
    .png()
    .toBuffer()
}

/** Intersection over union of the region found and the part pasted. */
function overlap(region: { left: number; top: number; width: number; height: number } | undefined): number {
  if (!region) return 0
  const [left, top] = [region.left * width, region.top * height]
  const [w, h] = [region.width * width, region.height * height]
  const across = Math.min(left + w, box.left + box.width) - Math.max(left, box.left)
  const down = Math.min(top + h, box.top + box.height) - Math.max(top, box.top)
  const shared = Math.max(0, across) * Math.max(0, down)
  return shared / (w * h + box.width * box.height - shared)
}

describe('a splice', () => {
  it('from a JPEG is found where it is, with the quality it had', async () => {
    const finding = await check(await save(await pasteJpeg(), 85))
    expect(finding).toMatchObject({ status: 'hit', points: 'manipulated', strong: false })
    expect(finding.llr).toBeGreaterThan(0)
    expect(finding.llr).toBeLessThanOrEqual(1.4)
    expect(finding.facts).toMatchObject({ earlierQuality: 60, lastQuality: 85 })
    expect(overlap(finding.region)).toBeGreaterThan(0.7)
    expect(finding.explain).toContain('saved as JPEG at quality 60 before, the rest was not')
  })

  it('into a JPEG is found as the part that was not saved before', async () => {
    const finding = await check(await save(await pasteFresh(), 85))
    expect(finding.status).toBe('hit')
    expect(finding.explain).toContain('but one part in the middle centre was not')
    expect(overlap(finding.region)).toBeGreaterThan(0.6)
  })

  it('is shown on a map that fits its mask, and holds nothing else', async () => {
    const finding = await check(await save(await pasteJpeg(), 85), true)
    const map = finding.map!
    expect(map).toMatchObject({ kind: 'heatmap', contentType: 'image/png', width: 960, height: 720 })
    expect(await readdir(finding.workFolder)).toEqual(['jpeg-ghost.png'])
    const { data, info } = await sharp(map.path).raw().toBuffer({ resolveWithObject: true })
    // Amber has more red than blue, blue the other way round: compare both with the mask, pixel by pixel.
    let [amberIn, amberOut] = [0, 0]
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        const at = (y * info.width + x) * info.channels
        if (data[at]! - data[at + 2]! < 40) continue
        const inside = x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height
        if (inside) amberIn++
        else amberOut++
      }
    }
    expect(amberIn / (box.width * box.height)).toBeGreaterThan(0.7)
    expect(amberOut / (width * height - box.width * box.height)).toBeLessThan(0.02)
  })

  it('is found in a picture that is shown turned, where it is shown', async () => {
    const turned = await sharp(await pasteJpeg())
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 85 })
      .toBuffer()
    const finding = await check(turned)
    expect(finding.status).toBe('hit')
    // Turned clockwise: what was `top` is now the distance from the right.
    const { left, top } = finding.region!
    expect(left).toBeCloseTo((height - box.top - box.height) / height, 1)
    expect(top).toBeCloseTo(box.left / width, 1)
  })
})

describe('how far the threshold is reached', () => {
  it('is at least 1 for a hit', async () => {
    const { facts } = await check(await save(await pasteJpeg(), 85))
    expect(facts.ofThreshold).toBeGreaterThan(1)
  })

  it('is below 1 for a clean picture', async () => {
    expect((await check(await save(own, 85))).facts.ofThreshold).toBeLessThan(1)
  })
})

describe('a clean picture', () => {
  it.each([40, 60, 75, 85, 92, 98])('saved once at %i is clear', async (quality) => {
    expect(await check(await save(own, quality))).toMatchObject({ status: 'clear', llr: 0 })
  })

  it.each([
    [60, 85],
    [75, 95],
    [90, 70],
    [80, 81],
  ])('saved at %i and then at %i as a whole is clear', async (first, last) => {
    expect(await check(await save(await save(own, first), last))).toMatchObject({ status: 'clear' })
  })

  it('is clear in grey, progressive and with full colour', async () => {
    expect((await check(await own.clone().toColourspace('b-w').jpeg().toBuffer())).status).toBe('clear')
    expect((await check(await own.clone().jpeg({ progressive: true }).toBuffer())).status).toBe('clear')
    expect((await check(await own.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer())).status).toBe('clear')
  })
})

describe('what defeats the check', () => {
  it('is a last save worse than the one before', async () => {
    expect((await check(await save(await pasteJpeg(85), 60))).status).not.toBe('hit')
  })

  it('is scaling', async () => {
    const scaled = await sharp(await pasteJpeg())
      .resize(800)
      .toBuffer()
    expect((await check(await save(scaled, 85))).status).not.toBe('hit')
  })
})

describe('it does not apply', () => {
  it('to other formats, small pictures and pictures without detail', async () => {
    const png = withChunks(await plain().png().toBuffer(), text('a', 'b'))
    expect(await check(png)).toMatchObject({ status: 'not_applicable' })
    expect(await check(await plain().jpeg().toBuffer())).toMatchObject({ status: 'not_applicable' })
    expect(await check(await plain(600, 400).jpeg().toBuffer())).toMatchObject({ status: 'not_applicable' })
  })
})
