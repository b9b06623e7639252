import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { analyseImage } from '@/lib/engine/image/analyse-image'
import { openPicture } from '@/lib/engine/image/open-picture'
import { pictureFingerprints } from '@/lib/engine/image/picture-fingerprints'
import { pdqDistance, pdqMatchDistance } from '@/lib/engine/match/pdq'
import { useMedia } from '../../support/media'

const media = useMedia()
const [width, height] = [160, 120]

/** The photograph, and what it looks like mirrored and upside down: pictures that PDQ tells apart. */
async function pictures() {
  const whole = sharp((await media.request('photograph.jpg', 'image')).path).resize(width, height, { fit: 'fill' })
  const raw = (one: Sharp) => one.clone().removeAlpha().raw().toBuffer()
  return [await raw(whole), await raw(whole.clone().flop()), await raw(whole.clone().flip())]
}

async function animated(frames: Buffer[], format: 'gif' | 'webp', delay: number) {
  const raw = { width, height: height * frames.length, channels: 3 as const, pageHeight: height }
  const bytes = await sharp(Buffer.concat(frames), { raw })
    .toFormat(format, { loop: 0, delay: frames.map(() => delay) })
    .toBuffer()
  return media.file(`a.${format}`, bytes)
}

async function open(path: string) {
  return openPicture({ path, workFolder: await media.newFolder(), visualize: true })
}

describe('fingerprints of an animation', () => {
  it.each(['gif', 'webp'] as const)('are of its later pictures too, with their number and time: %s', async (format) => {
    const frames = await pictures()
    const all = await pictureFingerprints(await open(await animated(frames, format, 500)))
    const pages = all.filter(({ page }) => page !== undefined)
    expect(pages.map(({ page, second }) => [page, second])).toEqual([
      [1, null],
      [2, 0.5],
      [3, 1],
    ])
    for (const [index, frame] of frames.entries()) {
      const png = await sharp(frame, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer()
      const [still] = await pictureFingerprints(await open(await media.file('still.png', png)))
      expect(still?.page).toBeUndefined()
      expect(pdqDistance(still?.pdq ?? '', pages[index]?.pdq ?? '')).toBeLessThanOrEqual(pdqMatchDistance)
    }
    expect(pdqDistance(pages[0]?.pdq ?? '', pages[1]?.pdq ?? '')).toBeGreaterThan(pdqMatchDistance)
  })

  it('are of eight pictures at most', async () => {
    const [a, b] = await pictures()
    const many = Array.from({ length: 30 }, (_, index) => (index % 2 ? a! : b!))
    const pages = (await pictureFingerprints(await open(await animated(many, 'gif', 50)))).flatMap(
      ({ page }) => page ?? [],
    )
    expect(pages).toHaveLength(8)
    expect([pages[0], pages.at(-1)]).toEqual([1, 30])
  })

  it('leave out a later picture that cannot be decoded', async () => {
    const opened = await open(await animated(await pictures(), 'gif', 100))
    const broken = { ...opened, readable: opened.readable.subarray(0, 2000) }
    const pages = (await pictureFingerprints(broken)).flatMap(({ page }) => page ?? [])
    expect(pages).toEqual([1])
  })
})

it('measures all the pictures it looks at, and says how many', async () => {
  const frames = [0, 100, 200].map((grey) => Buffer.alloc(width * height * 3, grey))
  const path = await animated(frames, 'gif', 100)
  const { evidence } = await analyseImage({ ...(await media.request(path, 'image')) }, () => {})
  const measured = evidence.find(({ check }) => check === 'picture.facts')
  expect(measured?.explain).toContain('measured in 3 of 3 of an animation')
  expect(measured?.facts).toMatchObject({ pages: 3, pagesLookedAt: 3, brightness: 100 })
})
