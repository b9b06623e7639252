import { expect, it } from 'vitest'
import { examineFrame } from '@/lib/engine/video/examine-frame'
import { useMedia } from '../../support/media'
import { photograph, pngChunk, withChunks } from '../../support/pictures'

const media = useMedia()
const picture = photograph({ width: 480, height: 360 })
const { data: rgb } = await picture.clone().raw().toBuffer({ resolveWithObject: true })

/** The checks that answered about a frame whose packet holds these bytes. */
async function checksOf(packet: Buffer): Promise<string[]> {
  const sampled = { second: 1, pixels: { width: 480, height: 360, rgb }, jpeg: packet }
  const { evidence } = await examineFrame(sampled, await media.newFolder())
  return evidence.map(({ check }) => check)
}

it('examines the JPEG of a Motion JPEG frame as the file it is', async () => {
  const jpeg = await picture.clone().jpeg().toBuffer()
  expect(await checksOf(jpeg)).toEqual(['jpeg.facts', 'jpeg.ghost'])
})

it('opens no other picture that lies in its place and has the JPEG inside, where the film’s decoder finds it', async () => {
  const jpeg = await picture.clone().jpeg().toBuffer()
  const png = await picture.clone().resize(64).png().toBuffer()
  const avif = await picture.clone().resize(64).avif().toBuffer()
  expect(await checksOf(withChunks(png, pngChunk('aaAa', jpeg)))).toEqual(['picture.facts'])
  expect(await checksOf(Buffer.concat([avif, jpeg]))).toEqual(['picture.facts'])
})
