import { readFile } from 'node:fs/promises'
import path from 'node:path'
import zlib from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AnalysisFailure } from '@/lib/engine/failure'
import { openPicture } from '@/lib/engine/image/open-picture'
import { sniffPicture } from '@/lib/engine/image/sniff-picture'
import { formatsFolder, useMedia } from '../../support/media'
import { plain, pngChunk } from '../../support/pictures'

const media = useMedia()

async function open(bytes: Uint8Array | string, name = 'picture.jpg') {
  return openPicture({ path: await media.file(name, bytes), workFolder: await media.newFolder(), visualize: false })
}
async function refusal(bytes: Uint8Array | string): Promise<string> {
  const failure = await open(bytes).then(
    () => null,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(AnalysisFailure)
  expect(failure).toMatchObject({ permanent: true })
  return (failure as AnalysisFailure).message
}

/** A PNG whose header promises this size; its pixels are a few kilobytes of compressed zeros. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = zlib.deflateSync(Buffer.alloc(1024 * 1024))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

describe('openPicture', () => {
  it.each(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)(
    'opens what it is, whatever its name: %s',
    async (format) => {
      const { picture, trailer } = await open(await plain().toFormat(format).toBuffer(), 'lies.mp4')
      expect(picture).toMatchObject({ format, width: 64, height: 48 })
      expect(trailer).toEqual({ bytes: 0, kind: 'none' })
      const pixels = await picture.pixels()
      expect(pixels).toMatchObject({ width: 64, height: 48 })
      expect(pixels.rgb).toHaveLength(64 * 48 * 3)
      expect(await picture.pixels()).toBe(pixels)
    },
  )

  it('opens HEIC, whose pixels come from a decoder of their own', async () => {
    const { picture, trailer } = await open(await readFile(path.join(formatsFolder, 'still.heic')))
    expect(picture).toMatchObject({ format: 'heic', width: 96, height: 64 })
    expect(trailer.kind).toBe('none')
    const { rgb } = await picture.pixels()
    const at = (x: number, y: number) => [...rgb.subarray((y * 96 + x) * 3, (y * 96 + x) * 3 + 3)]
    const near = (found: number[], wanted: number[]) =>
      expect(Math.max(...found.map((value, index) => Math.abs(value - wanted[index]!)))).toBeLessThan(12)
    near(at(20, 10), [200, 50, 50])
    near(at(70, 10), [50, 200, 50])
    near(at(20, 50), [50, 50, 200])
    near(at(70, 50), [200, 200, 50])
  })

  it('puts the tiles of a HEIC together, as phones store photographs', async () => {
    const bytes = await readFile(path.join(formatsFolder, 'tiles.heic'))
    const { picture } = await open(bytes)
    expect(picture).toMatchObject({ format: 'heic', width: 120, height: 100 })
    const { rgb } = await picture.pixels()
    const at = (x: number, y: number) => [...rgb.subarray((y * 120 + x) * 3, (y * 120 + x) * 3 + 3)]
    // Tiles are 64 pixels wide and high; the grid cuts the right and the lower ones.
    const corners = [at(62, 62), at(66, 62), at(62, 66), at(66, 66), at(119, 99)]
    const wanted = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 0],
      [255, 255, 0],
    ]
    for (const [index, found] of corners.entries()) {
      for (const [channel, value] of found.entries())
        expect(Math.abs(value - wanted[index]![channel]!)).toBeLessThan(12)
    }
    // What libheif does with a tile it cannot decode: the others stay, and that one is empty.
    const noTile = Buffer.from(bytes)
    noTile.fill(0, bytes.length - 60)
    const { rgb: left } = await (await open(noTile)).picture.pixels()
    expect([...left.subarray(0, 3)]).toEqual([...rgb.subarray(0, 3)])
    expect([...left.subarray(-3)]).not.toEqual([...rgb.subarray(-3)])
  })

  it('refuses HEIC and AVIF that are cut off or broken', async () => {
    for (const whole of [await readFile(path.join(formatsFolder, 'still.heic')), await plain().avif().toBuffer()]) {
      expect(await refusal(whole.subarray(0, whole.length - 150))).toContain('damaged')
      expect(await refusal(whole.subarray(0, 200))).toContain('damaged')
    }
  })

  it('gives the size as it is shown', async () => {
    const { picture, orientation } = await open(await plain().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect({ ...picture, orientation }).toMatchObject({ width: 48, height: 64, orientation: 6 })
    expect(await picture.pixels()).toMatchObject({ width: 48, height: 64 })
  })

  it('takes the first page of an animation and counts them', async () => {
    const frames = Buffer.concat([Buffer.alloc(32 * 32 * 3, 10), Buffer.alloc(32 * 32 * 3, 200)])
    const gif = await sharp(frames, { raw: { width: 32, height: 64, channels: 3, pageHeight: 32 } })
      .gif()
      .toBuffer()
    const { picture, pages } = await open(gif)
    expect(pages).toBe(2)
    expect(picture).toMatchObject({ width: 32, height: 32 })
    expect(await picture.pixels()).toMatchObject({ width: 32, height: 32 })
  })

  it('reads grey, 16-bit, transparent and CMYK pictures as RGB', async () => {
    const transparent = sharp({
      create: { width: 64, height: 48, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
    for (const bytes of [
      await plain().toColourspace('b-w').jpeg().toBuffer(),
      await plain().toColourspace('rgb16').png().toBuffer(),
      await plain().toColourspace('cmyk').jpeg().toBuffer(),
      await transparent.png().toBuffer(),
    ]) {
      expect((await (await open(bytes)).picture.pixels()).rgb).toHaveLength(64 * 48 * 3)
    }
  })
})

describe('what is refused, with a sentence', () => {
  it('an empty file', async () => {
    expect(await refusal('')).toBe('The file is empty. Ask for it to be sent again.')
  })

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?>\n<svg/>',
    '\ufeff  <!doctype html><html></html>',
    '\n\n<html><body>',
  ])('markup in disguise: %s', async (text) => {
    expect(await refusal(text)).toContain('SVG or HTML')
    expect(await refusal(Buffer.from(text, 'utf16le'))).toContain('SVG or HTML')
  })

  it.each(['%PDF-1.7', 'MZ', '#EXTM3U', 'plain words', 'RIFF....WAVE', 'BM......', 'II*\0', '\0\0\0\x1cftypisom'])(
    'anything else: %s',
    async (text) => {
      expect(await refusal(text)).toContain('not a JPEG, PNG, GIF, WebP, AVIF or HEIC')
    },
  )

  it('a start without a picture', async () => {
    expect(await refusal(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toContain('damaged')
    expect(await refusal('GIF89a')).toContain('damaged')
    expect(await refusal(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toContain('damaged')
  })

  it('a decoder bomb, before a pixel is decoded', async () => {
    const before = process.memoryUsage().rss
    expect(await refusal(bomb(30_000, 30_000))).toContain('more than 120 million pixels')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    expect(await refusal(bomb(65_535, 65_535))).toContain('120 million')
  })

  it('a picture with another file behind it', async () => {
    const page = '<html><script>alert(1)</script></html>'
    const archive = Buffer.concat([Buffer.from('PK\x03\x04stuffPK\x05\x06', 'latin1'), Buffer.alloc(18)])
    for (const format of ['jpeg', 'png', 'gif', 'webp'] as const) {
      const picture = await plain().toFormat(format).toBuffer()
      for (const hidden of [Buffer.from(page), archive, Buffer.from('%PDF-1.4 ...'), Buffer.from('<?php system(1)')]) {
        expect(await refusal(Buffer.concat([picture, hidden]))).toContain('another kind of file hidden in it')
      }
    }
  })

  it('but not a phone’s motion photo or a maker’s own data', async () => {
    const jpeg = await plain().jpeg().toBuffer()
    const motion = await open(Buffer.concat([jpeg, Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(500, 7)]))
    expect(motion.trailer).toMatchObject({ kind: 'video' })
    const maker = await open(Buffer.concat([jpeg, Buffer.alloc(100, 1)]))
    expect(maker.trailer).toEqual({ kind: 'other', bytes: 100 })
  })
})

describe('sniffPicture', () => {
  it('names a picture or throws a failure a person can read, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        try {
          expect(['jpeg', 'png', 'gif', 'webp']).toContain(sniffPicture(Buffer.from(noise)))
        } catch (error) {
          expect(error).toBeInstanceOf(AnalysisFailure)
        }
      }),
    )
  })
})
