import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkCopyMove } from '@/lib/engine/image/check-copy-move'
import { openPicture } from '@/lib/engine/image/open-picture'
import { maskAuc } from '@/scripts/evaluation/mask-agreement'
import { useMedia } from '../../support/media'
import { plain } from '../../support/pictures'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()

// The pictures of these tests are drawn; the engine turns drawings off for its whole process.
sharp.unblock({ operation: ['VipsForeignLoadSvg'] })
const [width, height] = [720, 540]

/** Rounded shapes of every size and shade on a soft ground, none like another: corners as a photograph has them. */
function scene(seed = 3): Promise<Buffer> {
  let state = seed
  const random = (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
  const shapes = Array.from({ length: 900 }, () => {
    const [x, y, w, h] = [random(width), random(height), 6 + random(40), 6 + random(40)]
    const colour = `rgb(${40 + random(180)},${40 + random(180)},${40 + random(180)})`
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${random(12)}" fill="${colour}" transform="rotate(${random(180)} ${x} ${y})"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#888"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().blur(0.7).png({ compressionLevel: 1 }).toBuffer()
}

const from = { left: 60, top: 80, width: 150, height: 130 }
const to = { left: 430, top: 330 }

async function forge(change: (part: Buffer) => Promise<Buffer> = async (part) => part): Promise<Buffer> {
  const own = await scene()
  const part = await change(await sharp(own).extract(from).ensureAlpha().png().toBuffer())
  return sharp(own)
    .composite([{ input: part, ...to }])
    .removeAlpha()
    .png()
    .toBuffer()
}
async function check(bytes: Buffer, visualize = false) {
  const path = await media.file('picture', bytes)
  const workFolder = await media.newFolder()
  const { picture } = await openPicture({ path, workFolder, visualize })
  const [finding] = await checkCopyMove(picture)
  expectCard(finding!)
  return { ...finding!, workFolder }
}
const jpeg = (picture: Buffer, quality: number) => sharp(picture).jpeg({ quality }).toBuffer()

describe('a copied part', () => {
  it.each<[string, (forged: Buffer) => Promise<Buffer>]>([
    ['PNG', async (forged) => forged],
    ['JPEG', (forged) => jpeg(forged, 75)],
    ['WebP', (forged) => sharp(forged).webp({ quality: 80 }).toBuffer()],
  ])('is found where it is: %s', async (_, save) => {
    const finding = await check(await save(await forge()))
    expect(finding).toMatchObject({ status: 'hit', points: 'manipulated', strong: false })
    expect(finding.llr).toBeLessThanOrEqual(1.4)
    const { left, top, width: across, height: down } = finding.region!
    expect(left * width).toBeCloseTo(from.left, -2)
    expect(top * height).toBeCloseTo(from.top, -2)
    expect((left + across) * width).toBeCloseTo(to.left + from.width, -2)
    expect((top + down) * height).toBeCloseTo(to.top + from.height, -2)
    expect(finding.facts.copyShare).toBeGreaterThan(0.03)
  })

  it.each<[string, (part: Buffer) => Promise<Buffer>]>([
    ['turned', (part) => sharp(part).rotate(25, { background: '#0000' }).png().toBuffer()],
    ['made smaller', (part) => sharp(part).resize(125).png().toBuffer()],
  ])('is found when it was %s', async (_, change) => {
    expect(await check(await jpeg(await forge(change), 85))).toMatchObject({ status: 'hit' })
  })

  it('is found after scaling and strong compression', async () => {
    const shared = await sharp(await forge())
      .resize(600)
      .jpeg({ quality: 70 })
      .toBuffer()
    expect(await check(shared)).toMatchObject({ status: 'hit' })
  })

  it('is shown on a map that fits its mask', async () => {
    const finding = await check(await forge(), true)
    expect(finding.map).toMatchObject({ kind: 'heatmap', contentType: 'image/png' })
    expect(await readdir(finding.workFolder)).toEqual(['copy-move.png'])
    const { data, info } = await sharp(finding.map!.path).raw().toBuffer({ resolveWithObject: true })
    const cells = info.width * info.height
    const amber = Float32Array.from(
      { length: cells },
      (_, at) => data[at * info.channels]! - data[at * info.channels + 2]!,
    )
    const mask = Uint8Array.from({ length: cells }, (_, at) => {
      const [x, y] = [((at % info.width) * width) / info.width, (Math.floor(at / info.width) * height) / info.height]
      const isIn = ({ left, top }: { left: number; top: number }) =>
        x >= left && x < left + from.width && y >= top && y < top + from.height
      return isIn(from) || isIn(to) ? 1 : 0
    })
    expect(maskAuc(amber, mask)).toBeGreaterThan(0.9)
  })
})

describe('a picture without a copy', () => {
  it('is clear', async () => {
    const finding = await check(await scene(), true)
    expect(finding).toMatchObject({ status: 'clear', llr: 0 })
    expect(finding.map).toBeUndefined()
    expect(await check(await jpeg(await scene(11), 70))).toMatchObject({ status: 'clear' })
  })

  it('is no hit for tiles, stripes, sky or a page of text', async () => {
    const draw = (body: string) =>
      sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`))
        .flatten({ background: '#fff' })
        .jpeg({ quality: 85 })
        .toBuffer()
    const tile =
      '<pattern id="p" width="48" height="36" patternUnits="userSpaceOnUse"><rect width="48" height="36" fill="#a54"/><rect x="3" y="3" width="40" height="29" fill="#c86"/><circle cx="14" cy="12" r="6" fill="#642"/></pattern><rect width="100%" height="100%" fill="url(#p)"/>'
    const stripes =
      '<pattern id="p" width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(30)"><rect width="8" height="16" fill="#246"/></pattern><rect width="100%" height="100%" fill="url(#p)"/>'
    const sky =
      '<linearGradient id="g" x2="0" y2="1"><stop stop-color="#48c"/><stop offset="1" stop-color="#def"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/>'
    const words =
      'the case was looked at and the seal of the file was found to be whole while the clerk wrote it down'.split(' ')
    const lines = Array.from({ length: 22 }, (_, row) => {
      const line = Array.from({ length: 11 }, (_, at) => words[(row * 7 + at * 5 + row * at) % words.length]).join(' ')
      return `<text x="20" y="${30 + row * 23}" font-family="monospace" font-size="15">${line}</text>`
    }).join('')
    for (const body of [tile, stripes, sky, lines]) expect((await check(await draw(body))).status).not.toBe('hit')
    expect((await check(await draw(lines))).explain).toContain('as pages and drawings are')
  })
})

describe('what defeats the check', () => {
  it('is mirroring', async () => {
    const mirrored = await forge((part) => sharp(part).flop().png().toBuffer())
    expect((await check(mirrored)).status).toBe('clear')
  })
})

describe('it does not apply', () => {
  it('to small pictures and pictures without structure', async () => {
    expect(await check(await plain().png().toBuffer())).toMatchObject({ status: 'not_applicable' })
    expect(await check(await plain(600, 400).png().toBuffer())).toMatchObject({ status: 'not_applicable' })
  })
})
