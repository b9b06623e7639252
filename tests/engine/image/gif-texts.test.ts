import { describe, expect, it } from 'vitest'
import { checkTags } from '@/lib/engine/image/check-tags'
import { readGifTexts } from '@/lib/engine/image/gif-texts'
import { openPicture } from '@/lib/engine/image/open-picture'
import { useMedia } from '../../support/media'
import { gifComment, gifXmp, plain, withGifBlocks } from '../../support/pictures'

const media = useMedia()
const gif = await plain().gif().toBuffer()
const generated =
  '<rdf:Description Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>'
const settings = 'a red fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512'

async function check(bytes: Buffer) {
  const path = await media.file('picture', bytes)
  const [finding] = await checkTags(await openPicture({ path, workFolder: await media.newFolder(), visualize: false }))
  return finding!
}

describe('marks of generators in a GIF', () => {
  it('finds the digital source type in its XMP, before the pictures and behind them', async () => {
    for (const where of ['front', 'end'] as const) {
      const finding = await check(withGifBlocks(gif, where, gifXmp(generated)))
      expect(finding).toMatchObject({ status: 'hit', points: 'synthetic', strong: true })
      expect(finding.explain).toContain('digital source type')
    }
  })

  it('finds settings in a comment of many pieces, and does not repeat them', async () => {
    const finding = await check(withGifBlocks(gif, 'front', gifComment(`${' '.repeat(600)}${settings}`)))
    expect(finding).toMatchObject({ status: 'hit', facts: { marks: 'GIF comment', generator: 'Stable Diffusion' } })
    expect(JSON.stringify(finding)).not.toContain('red fox')
  })

  it('is clear about an innocent comment, and about none', async () => {
    for (const blocks of [[gifComment('Created with GIMP')], []]) {
      expect(await check(withGifBlocks(gif, 'front', ...blocks))).toMatchObject({ status: 'clear', llr: 0 })
    }
  })

  it('is defeated by saving the picture again', async () => {
    const { default: sharp } = await import('sharp')
    const marked = withGifBlocks(gif, 'front', gifXmp(generated), gifComment(settings))
    expect(await check(await sharp(marked).gif().toBuffer())).toMatchObject({ status: 'clear' })
  })
})

it('reads no more than eight comments, and throws nothing, whatever the bytes', () => {
  const many = Array.from({ length: 20 }, (_, at) => gifComment(`number ${at}`))
  expect(readGifTexts(withGifBlocks(gif, 'front', ...many)).comments).toHaveLength(8)
  const whole = withGifBlocks(gif, 'front', gifXmp(generated), gifComment(settings))
  for (let length = 0; length < whole.length; length += 7) readGifTexts(whole.subarray(0, length))
  expect(readGifTexts(Buffer.alloc(0))).toEqual({ xmp: undefined, comments: [] })
  expect(readGifTexts(Buffer.alloc(100_000, 0x21)).comments).toEqual([])
})
