import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { exifWith, slowDrawing } from '../../support/exif-thumbnail'
import { floatWav } from '../../support/float-wav'
import { wav } from '../../support/media'
import { withSegment } from '../../support/pictures'
import { box } from './boxes'
import { heicBombs } from './heic-bombs'
import type { Sample } from './samples'

/** Small files that ask for far more memory or time than they are large: made by hand, each as its format allows. */
export async function makeBombs(samples: Sample[]): Promise<Sample[]> {
  const of = (name: string) => samples.find((sample) => sample.name === name)!.bytes
  const image = (name: string, bytes: Buffer): Sample => ({ name, mediaType: 'image', bytes })
  const audio = (name: string, bytes: Buffer): Sample => ({ name, mediaType: 'audio', bytes })
  const video = (name: string, bytes: Buffer): Sample => ({ name, mediaType: 'video', bytes })
  const patched = (bytes: Buffer, at: number, value: number, length: 2 | 4 = 4) => {
    const copy = Buffer.from(bytes)
    copy.writeUIntBE(value, at, length)
    return copy
  }
  const zeros = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * 2 ** 20), { level: 1 })
  const widest = (jpeg: Buffer) => {
    const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5
    return patched(patched(jpeg, size, 65_500, 2), size + 2, 65_500, 2)
  }
  /** With another size in its header than its pixels have. */
  const sized = (avif: Buffer, side: number) => {
    const at = avif.indexOf('ispe') + 8
    return patched(patched(avif, at, side), at + 4, side)
  }
  const withThumbnail = (bytes: Buffer) => withSegment(of('progressive.jpg'), 0xe1, exifWith(bytes, null))
  const flat = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#888' }, limitInputPixels: false })
  const nested = (depth: number) => {
    const heads = Buffer.alloc(depth * 8)
    for (let i = 0; i < depth; i += 1) {
      heads.writeUInt32BE((depth - i) * 8, i * 8)
      heads.write('moov', i * 8 + 4)
    }
    return heads
  }
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'))
  const clip = of('clip.mp4')
  const table = (name: string) => clip.indexOf(name) + 8
  const tone = wav(8000, 1, (second) => Math.sin(second * 3000) / 2)
  const riff = (at: number, value: number, length: 2 | 4) => {
    const copy = Buffer.from(tone)
    copy.writeUIntLE(value, at, length)
    return copy
  }
  const odd = [Number.NaN, Number.NEGATIVE_INFINITY, 3.4e38, -1e6, 1e-45]
  const oddSamples = Array.from({ length: 40_000 }, (_, i) => (i % 7 === 0 ? odd[(i / 7) % 5]! : Math.sin(i / 3)))
  return [
    image('900-megapixels.png', png(30_000, 30_000, zeros(30))),
    image('118-megapixels.png', png(10_900, 10_900, zeros(115))),
    image('short-of-pixels.png', png(10_000, 10_000, zeros(1))),
    image('42-megapixels.jpg', await flat(6500).jpeg({ quality: 20 }).toBuffer()),
    image('9-megapixels.webp', await flat(3000).webp({ quality: 1 }).toBuffer()),
    image(
      'text-bomb.png',
      png(64, 64, zeros(1), pngChunk('zTXt', Buffer.concat([Buffer.from('parameters\0\0'), zeros(200)]))),
    ),
    image(
      'profile-bomb.png',
      png(64, 64, zeros(1), pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), zeros(150)]))),
    ),
    image('65500-wide.jpg', widest(of('a.jpg'))),
    image(
      'thousand-segments.jpg',
      Buffer.concat([
        of('a.jpg').subarray(0, 2),
        ...Array.from({ length: 20_000 }, () => Buffer.from([0xff, 0xe1, 0, 8, 69, 120, 105, 102, 0, 0])),
        of('a.jpg').subarray(2),
      ]),
    ),
    image(
      '65535-wide.gif',
      Buffer.concat([of('a.gif').subarray(0, 6), Buffer.from([255, 255, 255, 255]), of('a.gif').subarray(10)]),
    ),
    image('many-frames.gif', await manyFrames()),
    image('drawing-as-thumbnail.jpg', withThumbnail(slowDrawing(14))),
    image('65500-wide-thumbnail.jpg', withThumbnail(widest(await flat(64).jpeg().toBuffer()))),
    image('60000-wide.avif', sized(of('a.avif'), 60_000)),
    image('10900-wide.avif', sized(of('a.avif'), 10_900)),
    image('8-wide.avif', sized(of('a.avif'), 8)),
    ...heicBombs(of('tiles.heic')).map(([name, bytes]) => image(name, bytes)),
    video('nested.mp4', Buffer.concat([ftyp, nested(100_000)])),
    video('zero-length-boxes.mp4', Buffer.concat([clip, Buffer.alloc(400_000)])),
    video('endless-samples.mp4', patched(patched(clip, table('stsz') + 4, 0xffffff), table('stsz') + 8, 0x7fffffff)),
    video('endless-times.mp4', patched(clip, table('stts') + 4, 0x7fffffff)),
    video('no-ticks.mp4', patched(clip, clip.indexOf('mdhd') + 16, 0)),
    video('endless-length.mp4', patched(clip, clip.indexOf('mvhd') + 20, 0xffffffff)),
    video('empty-tracks.mp4', Buffer.concat([ftyp, box('moov', box('trak'), box('trak'), box('trak', box('mdia')))])),
    audio('no-rate.wav', riff(24, 0, 4)),
    audio('highest-rate.wav', riff(24, 0xffffffff, 4)),
    audio('most-channels.wav', riff(22, 65_535, 2)),
    audio('no-bits.wav', riff(34, 0, 2)),
    audio('no-numbers.wav', floatWav(8000, oddSamples)),
    audio(
      'only-tags.mp3',
      Buffer.concat([Buffer.from([73, 68, 51, 4, 0, 0, 127, 127, 127, 127]), Buffer.alloc(3_000_000, 65)]),
    ),
    audio('pages-without-end.ogg', Buffer.concat(Array.from({ length: 30_000 }, () => of('tone.ogg').subarray(0, 58)))),
  ]
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8)
  return chunk
}

/** A PNG file of one colour channel whose pixels are `data`, compressed already. */
function png(width: number, height: number, data: Buffer, more: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', head),
    more,
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** An animation of 800 frames, each the same few bytes on a large canvas. */
async function manyFrames(): Promise<Buffer> {
  const gif = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#123' } })
    .gif()
    .toBuffer()
  const frame = gif.subarray(gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0])), gif.length - 1)
  const head = gif.subarray(0, gif.length - 1)
  return Buffer.concat([head, ...Array.from({ length: 800 }, () => frame), Buffer.from([0x3b])])
}
