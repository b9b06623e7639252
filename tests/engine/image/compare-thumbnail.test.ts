import sharp from 'sharp'
import { expect, it } from 'vitest'
import { compareThumbnail } from '@/lib/engine/image/compare-thumbnail'
import { openPicture } from '@/lib/engine/image/open-picture'
import { exifWith, slowDrawing } from '../../support/exif-thumbnail'
import { useMedia } from '../../support/media'
import { photograph, withSegment } from '../../support/pictures'

const media = useMedia()
const picture = photograph({ width: 480, height: 360 })
const jpeg = await picture.clone().jpeg().toBuffer()

/** How alike the photograph and `thumbnail`, in its EXIF block, are. */
async function likeness(thumbnail: Buffer): Promise<number | null> {
  const path = await media.file('a.jpg', withSegment(jpeg, 0xe1, exifWith(thumbnail, null)))
  return compareThumbnail(await openPicture({ path, workFolder: await media.newFolder(), visualize: false }))
}

it('compares a JPEG', async () => {
  expect(await likeness(await picture.clone().resize(160, 120).jpeg().toBuffer())).toBeGreaterThan(0.95)
})

it('opens nothing but a JPEG, which is all that EXIF knows: no drawing can keep it busy', async () => {
  const began = performance.now()
  expect(await likeness(slowDrawing(14))).toBeNull()
  expect(performance.now() - began).toBeLessThan(5000)
})

it.each(['png', 'gif', 'webp', 'avif', 'tiff'] as const)('is silent about another picture as %s', async (format) => {
  expect(await likeness(await picture.clone().negate().resize(80, 60).toFormat(format).toBuffer())).toBeNull()
})

it('is silent about a thumbnail of more than a megapixel, and does not decode it', async () => {
  const large = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#888' } })
    .jpeg({ quality: 10 })
    .toBuffer()
  expect(large.length).toBeLessThan(60_000)
  expect(await likeness(large)).toBeNull()
})
