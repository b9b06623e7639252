import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import fromPackage from 'sharp'
import { describe, expect, it } from 'vitest'

// Made before the decoder is loaded: from then on nothing in this process reads them.
const tiff = await fromPackage({ create: { width: 9, height: 9, channels: 3, background: '#888' } })
  .tiff()
  .toBuffer()
const { sharp } = await import('@/lib/engine/image/picture-decoder')
const { useMedia } = await import('../../support/media')
const { plain } = await import('../../support/pictures')

const media = useMedia()
const refused = /unsupported image format/

describe('the decoder of pictures', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
    expect(await sharp(await plain().toFormat(format).toBuffer()).metadata()).toMatchObject({ width: 64, height: 48 })
  })

  it.each<[string, Buffer | string]>([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['SVG behind a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['TIFF', tiff],
    ['PDF', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'],
    ['a table', '1,2,3\n4,5,6\n'],
    ['PPM', 'P3 1 1 255 1 2 3\n'],
  ])('reads no %s, from memory or from a file', async (name, content) => {
    const bytes = Buffer.from(content)
    await expect(sharp(bytes).metadata()).rejects.toThrow(refused)
    await expect(fromPackage(bytes).metadata()).rejects.toThrow(refused)
    const file = path.join(await media.newFolder(), name === 'a table' ? 'a.csv' : 'a.picture')
    await writeFile(file, bytes)
    await expect(sharp(file).metadata()).rejects.toThrow(refused)
  })

  it('puts no drawing upon a picture either', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    await expect(
      plain()
        .composite([{ input: drawing }])
        .png()
        .toBuffer(),
    ).rejects.toThrow(refused)
  })
})
