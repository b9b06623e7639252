import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PixelCheck } from '@/lib/engine/check'
import { checkPages, mostPages, spreadPages } from '@/lib/engine/image/look-at-pages'
import { openPicture } from '@/lib/engine/image/open-picture'
import { useMedia } from '../../support/media'

const media = useMedia()
const side = 32

/** An animation whose pictures are of these greys. */
async function animation(greys: number[], format: 'gif' | 'webp') {
  const frames = Buffer.concat(greys.map((grey) => Buffer.alloc(side * side * 3, grey)))
  const raw = { width: side, height: side * greys.length, channels: 3 as const, pageHeight: side }
  const bytes = await sharp(frames, { raw }).toFormat(format, { loop: 0 }).toBuffer()
  return openPicture({ path: await media.file('a', bytes), workFolder: await media.newFolder(), visualize: true })
}

/** Finds a picture that is bright, and keeps count of what it was shown. */
function brightness(seen: number[]): PixelCheck {
  return async (picture) => {
    const { rgb, width, height } = await picture.pixels()
    expect([width, height]).toEqual([side, side])
    seen.push(rgb[0] ?? -1)
    const base = { points: 'context', llr: 0, strong: false, doesNotShow: '', facts: { grey: rgb[0] ?? 0 } } as const
    return [{ ...base, status: (rgb[0] ?? 0) > 200 ? 'hit' : 'clear', explain: 'Bright.' }]
  }
}

describe('a check of every picture of an animation', () => {
  it.each(['gif', 'webp'] as const)('finds what only a later one shows, and says which: %s', async (format) => {
    const seen: number[] = []
    const [finding] = await checkPages(await animation([10, 60, 250, 110], format), brightness(seen))
    expect(finding).toMatchObject({ status: 'hit', facts: { page: 3, pages: 4, pagesLookedAt: 4 } })
    expect(finding!.explain).toBe('In picture 3 of 4 of the animation: Bright.')
    // Once to look, once more to draw.
    expect(seen.length).toBe(4)
  })

  it('answers for the first where none shows anything', async () => {
    const [finding] = await checkPages(await animation([10, 60, 110], 'gif'), brightness([]))
    expect(finding).toMatchObject({ status: 'clear', explain: 'Bright.', facts: { pages: 3, pagesLookedAt: 3 } })
    expect(finding!.facts.grey).toBeLessThan(20)
  })

  it('looks at a single picture as it is', async () => {
    const seen: number[] = []
    const [finding] = await checkPages(await animation([10], 'gif'), brightness(seen))
    expect(finding!.facts).not.toHaveProperty('pages')
    expect(seen).toHaveLength(1)
  })

  it('goes no further into a large animation than can be decoded in time', async () => {
    const open = await animation([10, 60], 'gif')
    const large = { ...open, pages: 800, picture: { ...open.picture, width: 2000, height: 2000 } }
    let calls = 0
    const lastOnly: PixelCheck = async () => {
      calls += 1
      const base = { points: 'context', llr: 0, strong: false, doesNotShow: '', facts: {}, explain: 'Found.' } as const
      return [{ ...base, status: calls >= mostPages ? 'hit' : 'clear' }]
    }
    // 200 megapixels are fifty pictures of four.
    expect((await checkPages(large, lastOnly))[0]?.facts).toEqual({ pages: 800, pagesLookedAt: mostPages, page: 51 })
  })

  it('spreads over all of it', () => {
    expect(spreadPages(3)).toEqual([0, 1, 2])
    const many = spreadPages(1000)
    expect(many).toHaveLength(mostPages)
    expect([many[0], many.at(-1)]).toEqual([0, 999])
  })
})
