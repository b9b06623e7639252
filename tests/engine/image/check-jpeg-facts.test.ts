import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkJpegFacts } from '@/lib/engine/image/check-jpeg-facts'
import { openPicture } from '@/lib/engine/image/open-picture'
import { exifWith } from '../../support/exif-thumbnail'
import { useMedia } from '../../support/media'
import { photograph, plain, withSegment } from '../../support/pictures'

const media = useMedia()

async function check(bytes: Buffer) {
  const path = await media.file('picture', bytes)
  const [finding] = await checkJpegFacts(
    await openPicture({ path, workFolder: await media.newFolder(), visualize: false }),
  )
  return finding!
}

const own = photograph({ width: 480, height: 360 })
const jpeg = await own.clone().jpeg({ quality: 88 }).toBuffer()
const thumbnailOf = (picture: Sharp | Buffer, width = 160, height = 120) =>
  (Buffer.isBuffer(picture) ? sharp(picture) : picture.clone()).resize(width, height, { fit: 'fill' }).jpeg().toBuffer()

describe('checkJpegFacts', () => {
  it('is clear for a picture with its own thumbnail and size', async () => {
    const size = { width: 480, height: 360 }
    const finding = await check(withSegment(jpeg, 0xe1, exifWith(await thumbnailOf(jpeg), size)))
    expect(finding).toMatchObject({ status: 'clear', points: 'context', llr: 0 })
    expect(finding.facts).toMatchObject({ quality: 88, tables: 'standard', exifWidth: 480 })
    expect(finding.facts.thumbnailLikeness).toBeGreaterThan(0.95)
    expect(finding.explain).toBe('Saved as a baseline JPEG at quality 88 with the standard tables, colours at 4:2:0.')
  })

  it('finds another picture’s thumbnail', async () => {
    const other = await sharp(jpeg).flop().negate().toBuffer()
    const finding = await check(withSegment(jpeg, 0xe1, exifWith(await thumbnailOf(other), null)))
    expect(finding).toMatchObject({ status: 'hit', points: 'manipulated', llr: 0, strong: false })
    expect(finding.explain).toContain('thumbnail')
  })

  it('forgives a letterboxed thumbnail', async () => {
    const wide = await sharp(jpeg).resize(480, 240, { fit: 'fill' }).jpeg().toBuffer()
    const boxed = await sharp(await thumbnailOf(wide, 160, 80))
      .extend({ top: 20, bottom: 20, background: '#000' })
      .jpeg()
      .toBuffer()
    expect(await check(withSegment(wide, 0xe1, exifWith(boxed, null)))).toMatchObject({ status: 'clear' })
  })

  it('notices a picture that was scaled after its EXIF block was written', async () => {
    const finding = await check(withSegment(jpeg, 0xe1, exifWith(null, { width: 4000, height: 3000 })))
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0 })
    expect(finding.explain).toContain('4000 × 3000')
    const turned = await check(withSegment(jpeg, 0xe1, exifWith(null, { width: 360, height: 480 })))
    expect(turned.status).toBe('clear')
  })

  it('survives a thumbnail that is none', async () => {
    const finding = await check(withSegment(jpeg, 0xe1, exifWith(Buffer.from('nothing'), null)))
    expect(finding).toMatchObject({ status: 'clear' })
    expect(finding.facts.thumbnailLikeness).toBeNull()
  })

  it('does not apply to other formats', async () => {
    expect(await check(await plain().png().toBuffer())).toMatchObject({ status: 'not_applicable' })
  })

  it('is defeated by saving again, which drops the thumbnail', async () => {
    const other = await sharp(jpeg).flop().negate().toBuffer()
    const marked = withSegment(jpeg, 0xe1, exifWith(await thumbnailOf(other), null))
    expect(await check(await sharp(marked).jpeg().toBuffer())).toMatchObject({ status: 'clear' })
  })
})

describe('who saved it', () => {
  it('is said where its own segment or standard tables tell', async () => {
    expect((await check(jpeg)).facts.savedBy).toBe('libjpeg or one like it, at 88')
    const ducky = Buffer.concat([Buffer.from('Ducky'), Buffer.from([0, 1, 0, 4, 0, 0, 0, 60, 0, 0])])
    expect((await check(withSegment(jpeg, 0xec, ducky))).facts.savedBy).toBe('Photoshop, Save for Web at 60')
    expect((await check(withSegment(jpeg, 0xec, ducky.subarray(0, 8)))).facts.savedBy).toContain('libjpeg')
    const own = await sharp(jpeg).jpeg({ quality: 88, quantisationTable: 3 }).toBuffer()
    expect((await check(own)).facts.savedBy).toBeNull()
  })

  it('is Photoshop where its segment, its marker and tables of its own come together', async () => {
    const own = await sharp(jpeg).jpeg({ quality: 88, quantisationTable: 3 }).toBuffer()
    const adobe = Buffer.from('41646f62650064000000000001', 'hex')
    const resource = Buffer.concat([
      Buffer.from('Photoshop 3.0\0'),
      Buffer.from('3842494d04060000000000070004000000010100', 'hex'),
    ])
    const saved = withSegment(withSegment(own, 0xee, adobe), 0xed, resource)
    expect((await check(saved)).facts).toMatchObject({ savedBy: 'Photoshop, Save as at 8 of 12', photoshopSaveAs: 8 })
    expect((await check(withSegment(own, 0xed, resource))).facts.savedBy).toBeNull()
    // Saved anew by a program that kept the segment.
    const carried = await check(withSegment(withSegment(jpeg, 0xee, adobe), 0xed, resource))
    expect(carried.facts).toMatchObject({ savedBy: 'libjpeg or one like it, at 88', photoshopSaveAs: 8 })
  })
})

describe('an EXIF block that contradicts itself', () => {
  it('is context, with what cannot be true', async () => {
    const dated = (taken: string, changed: string) =>
      sharp(jpeg)
        .withExif({ IFD0: { DateTime: changed }, IFD2: { DateTimeOriginal: taken } })
        .jpeg({ quality: 88 })
        .toBuffer()
    const finding = await check(await dated('2025:05:10 12:00:00', '2025:05:01 12:00:00'))
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0 })
    expect(finding.explain).toContain('it was last changed before it was taken')
    expect((await check(await dated('2025:05:01 12:00:00', '2025:05:10 12:00:00'))).facts.contradictions).toBeNull()
  })

  it('knows a position that is nowhere on Earth', async () => {
    const placed = (degrees: string) =>
      sharp(jpeg)
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: `${degrees}/1 0/1 0/1` } })
        .jpeg({ quality: 88 })
        .toBuffer()
    expect((await check(await placed('95'))).facts.contradictions).toContain('nowhere on Earth')
    expect((await check(await placed('51'))).facts.contradictions).toBeNull()
  })
})
