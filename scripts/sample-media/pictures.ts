import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { addBoat, addSensorNoise, drawScene, type Scene } from './scene'

const raw = ({ width, height }: Scene) => ({ raw: { width, height, channels: 3 as const } })

/** EXIF as a camera writes it; the maker does not exist. */
const exif = {
  IFD0: { Make: 'Fernweh', Model: 'Fernweh F1', DateTime: '2026:06:14 19:42:10' },
  IFD2: {
    DateTimeOriginal: '2026:06:14 19:42:10',
    ExposureTime: '1/250',
    FNumber: '56/10',
    ISOSpeedRatings: '200',
    FocalLength: '35/1',
    LensModel: 'Fernweh 35mm F2',
  },
}

/** A photograph as a camera saves it: sensor noise, camera EXIF, saved once at high quality. */
export async function makePhotograph(): Promise<Buffer> {
  const scene = addSensorNoise(drawScene({ width: 1440, height: 960, seed: 11 }), 12)
  return sharp(scene.rgb, raw(scene)).withExif(exif).jpeg({ quality: 92, chromaSubsampling: '4:2:0' }).toBuffer()
}

/** Where the pasted region lies, in pixels; on the 8-pixel grid, as pasting tools often snap. */
const pasted = { left: 560, top: 480, width: 320, height: 240 }

/** A photograph with a boat from another one, once saved at a much lower quality, pasted in; and the mask of it. */
export async function makeSplice(): Promise<{ jpeg: Buffer; mask: Buffer }> {
  const scene = addSensorNoise(drawScene({ width: 1440, height: 960, seed: 21 }), 22)
  const sea = drawScene({ width: 1440, height: 960, seed: 21, shift: 60 })
  const other = addSensorNoise(addBoat(sea, pasted.left + 60, pasted.top + 10, 210), 34)
  const poor = await sharp(other.rgb, raw(other)).jpeg({ quality: 60, chromaSubsampling: '4:4:4' }).toBuffer()
  const piece = await sharp(poor).extract(pasted).png().toBuffer()
  const jpeg = await sharp(scene.rgb, raw(scene))
    .composite([{ input: piece, left: pasted.left, top: pasted.top }])
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const white = { create: { ...pasted, channels: 3 as const, background: '#ffffff' } }
  const mask = await sharp({ create: { width: 1440, height: 960, channels: 3, background: '#000000' } })
    .composite([{ input: await sharp(white).png().toBuffer(), left: pasted.left, top: pasted.top }])
    .toColourspace('b-w')
    .png({ palette: true, colours: 2 })
    .toBuffer()
  return { jpeg, mask }
}

const parameters = `a quiet bay at evening, hills in the distance, photograph, 35mm
Negative prompt: people, text
Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 2718281828, Size: 512x512, Model hash: 6ce0161689, Model: v1-5-pruned-emaonly, Version: v1.9.4`

/** A picture with the text chunk Stable Diffusion's web interface writes. The picture itself is computed, not generated. */
export async function makeGeneratedPng(): Promise<Buffer> {
  const scene = drawScene({ width: 512, height: 512, seed: 41 })
  const png = await sharp(scene.rgb, raw(scene)).png({ compressionLevel: 9 }).toBuffer()
  const headerEnd = 33
  return Buffer.concat([png.subarray(0, headerEnd), textChunk('parameters', parameters), png.subarray(headerEnd)])
}

/** A picture to be signed with Content Credentials. */
export async function makeUnsigned(seed: number): Promise<Buffer> {
  const scene = addSensorNoise(drawScene({ width: 960, height: 640, seed }), seed + 1)
  return sharp(scene.rgb, raw(scene)).jpeg({ quality: 85 }).toBuffer()
}

function textChunk(keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`${keyword}\0${text}`, 'latin1')])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
