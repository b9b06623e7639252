import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import type { Picture } from '@/lib/engine/check'
import { checkPictureFacts, largestMeasured } from '@/lib/engine/image/check-picture-facts'
import { openPicture } from '@/lib/engine/image/open-picture'
import { useMedia } from '../../support/media'
import { photograph, plain } from '../../support/pictures'

const media = useMedia()

/** In a file; everything of a picture is in `analysed`. */
async function found(picture: Sharp | Buffer) {
  const bytes = Buffer.isBuffer(picture) ? picture : await picture.png().toBuffer()
  const workFolder = await media.newFolder()
  const open = await openPicture({ path: await media.file('picture', bytes), workFolder, visualize: false })
  return (await checkPictureFacts(open.picture))[0]!
}

async function analysed(bytes: Buffer) {
  const request = await media.request(await media.file('picture', bytes), 'image', { visualize: false })
  const { evidence, verdict } = await analyse(request, () => {})
  return { ...evidence.find(({ check }) => check === 'picture.facts')!, verdict }
}

/** Stripes of one pixel. */
const stripes = (width: number, height: number) =>
  sharp(
    Uint8Array.from({ length: width * height * 3 }, (_, at) => (Math.floor(at / 3) % 2 === 0 ? 0 : 255)),
    { raw: { width, height, channels: 3 } },
  )

describe('picture.facts', () => {
  it.each([
    [512, 512],
    [832, 1216],
    [1792, 1024],
  ])('is a hit, as context, for a size generators give out: %i × %i', async (width, height) => {
    const hit = await found(plain(width, height))
    expect(hit).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false, facts: { width, height } })
    expect(hit.explain).toBe(`The picture is exactly ${width} × ${height} pixels, a size image generators give out.`)
  })

  it('decides nothing', async () => {
    const hit = await analysed(await plain(512, 512).png().toBuffer())
    expect(hit).toMatchObject({ status: 'hit', verdict: { label: 'Neutral/Uncertain', score: 0.5 } })
  })

  it('looks at the size as it is shown', async () => {
    const turned = await plain(1216, 832).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await found(turned)).toMatchObject({ status: 'hit', facts: { width: 832, height: 1216 } })
  })

  it('is clear about any other size', async () => {
    const clear = await found(photograph())
    expect(clear).toMatchObject({ status: 'clear', facts: { width: 960, height: 720, megapixels: 0.69 } })
    expect(clear.explain).toBe('The picture is 960 × 720 pixels.')
  })

  it('is defeated by cutting off one row, and by scaling', async () => {
    const made = await plain(512, 512).png().toBuffer()
    expect((await found(made)).status).toBe('hit')
    expect((await found(sharp(made).extract({ left: 0, top: 0, width: 512, height: 511 }))).status).toBe('clear')
    expect((await found(sharp(made).resize(500))).status).toBe('clear')
  })

  it('takes no size of a video frame for a generator’s: videos are made in these sizes', async () => {
    const rgb = new Uint8Array(512 * 512 * 3)
    const frame: Picture = {
      ...{ path: null, format: 'frame', width: 512, height: 512, workFolder: '', visualize: false },
      pixels: async () => ({ width: 512, height: 512, rgb }),
    }
    expect((await checkPictureFacts(frame))[0]?.status).toBe('clear')
  })

  it('measures what can be worked out by hand', async () => {
    const grey = sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } })
    expect((await found(grey)).facts).toMatchObject({
      ...{ brightness: 128, contrast: 0, clippedShare: 0, colourfulness: 0, sharpness: 0, pages: 1 },
    })
    const red = sharp({ create: { width: 60, height: 40, channels: 3, background: '#ff0000' } })
    expect((await found(red)).facts).toMatchObject({ brightness: 76, colourfulness: 255, clippedShare: 0 })
    // Each pixel differs from its neighbour by 255 and from the one below by nothing; all are clipped.
    expect((await found(stripes(60, 40))).facts).toMatchObject({ clippedShare: 1, sharpness: 255, colourfulness: 0 })
  })

  it('says of an animation how many of its pictures were measured', async () => {
    const frames = await Promise.all(['#000', '#fff'].map((background) => plainOf(background)))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const first = await analysed(gif)
    expect(first.explain).toBe('The picture is 64 × 48 pixels, measured in 2 of 2 of an animation.')
    expect(first.facts).toMatchObject({ pages: 2, pagesLookedAt: 2, brightness: 127.5 })
  })

  it('does not decode more than 40 megapixels for measurements alone', async () => {
    const large: Picture = {
      ...{ path: null, format: 'png', width: largestMeasured / 1000, height: 1001, workFolder: '', visualize: false },
      pixels: () => Promise.reject(new Error('decoded')),
    }
    const [facts] = await checkPictureFacts(large)
    expect(facts).toMatchObject({ status: 'clear', facts: { megapixels: 40.04 } })
    expect(facts?.facts).not.toHaveProperty('brightness')
  })
})

const plainOf = (background: string) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer()
