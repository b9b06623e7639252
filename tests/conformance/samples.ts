import fs from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { Part } from './client'

const media = (name: string) => fs.readFileSync(path.resolve('tests/media', name))
const format = (name: string) => fs.readFileSync(path.resolve('tests/engine/formats', name))

/** A picture of its own with every call, so that no two hand-ins are the same file. */
export function picture(kind: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' = 'png'): Promise<Buffer> {
  const shade = () => Math.floor(Math.random() * 255)
  const background = { r: shade(), g: shade(), b: shade() }
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .toFormat(kind)
    .toBuffer()
}

/** A picture as a part. */
export async function png(filename = 'photo.png'): Promise<Part> {
  return { filename, type: 'image/png', body: await picture() }
}

/** Whatever the contract takes directly, by extension: its content type and a small real file of it. */
export const accepted: Record<
  string,
  { mediaType: 'audio' | 'video' | 'image'; type: string; bytes: () => Buffer | Promise<Buffer> }
> = {
  wav: { mediaType: 'audio', type: 'audio/wav', bytes: () => format('tone.wav') },
  mp3: { mediaType: 'audio', type: 'audio/mpeg', bytes: () => format('tone.mp3') },
  m4a: { mediaType: 'audio', type: 'audio/mp4', bytes: () => format('tone.m4a') },
  ogg: { mediaType: 'audio', type: 'audio/ogg', bytes: () => format('tone.ogg') },
  aac: { mediaType: 'audio', type: 'audio/aac', bytes: () => format('tone.aac') },
  flac: { mediaType: 'audio', type: 'audio/flac', bytes: () => format('tone.flac') },
  amr: { mediaType: 'audio', type: 'audio/amr', bytes: () => format('voice.amr') },
  '3gp': { mediaType: 'video', type: 'video/3gpp', bytes: () => format('clip.3gp') },
  '3gpp': { mediaType: 'video', type: 'video/3gpp', bytes: () => format('clip.3gp') },
  mp4: { mediaType: 'video', type: 'video/mp4', bytes: () => format('still.mp4') },
  mov: { mediaType: 'video', type: 'video/quicktime', bytes: () => format('clip.mov') },
  avi: { mediaType: 'video', type: 'video/x-msvideo', bytes: () => format('clip.avi') },
  mkv: { mediaType: 'video', type: 'video/x-matroska', bytes: () => format('clip.mkv') },
  webm: { mediaType: 'video', type: 'video/webm', bytes: () => format('clip.webm') },
  jpg: { mediaType: 'image', type: 'image/jpeg', bytes: () => picture('jpeg') },
  jpeg: { mediaType: 'image', type: 'image/jpeg', bytes: () => picture('jpeg') },
  png: { mediaType: 'image', type: 'image/png', bytes: () => picture('png') },
  gif: { mediaType: 'image', type: 'image/gif', bytes: () => picture('gif') },
  webp: { mediaType: 'image', type: 'image/webp', bytes: () => picture('webp') },
  avif: { mediaType: 'image', type: 'image/avif', bytes: () => picture('avif') },
  heic: { mediaType: 'image', type: 'image/heic', bytes: () => format('still.heic') },
}

/** A small file of an accepted kind. */
export async function sample(extension: string, filename = `sample.${extension}`): Promise<Part> {
  const { type, bytes } = accepted[extension]!
  return { filename, type, body: await bytes() }
}

/** A picture whose own data names an image generator: judged Fake. */
export const generatedPicture = (): Part => ({
  filename: 'made.png',
  type: 'image/png',
  body: media('stable-diffusion.png'),
})

/** A photograph with a part pasted in: there is a map to draw. */
export const splicedPicture = (): Part => ({ filename: 'splice.jpg', type: 'image/jpeg', body: media('splice.jpg') })

/** A video to whose frames a check applies that gives a score. */
export const judgedVideo = (): Part => ({
  filename: 'camera.mov',
  type: 'video/quicktime',
  body: format('motion-jpeg-sharp.mov'),
})

/** A recording whose own data names a voice generator: judged fake. */
export function generatedSound(): Part {
  const tone = format('tone.wav')
  const words = Buffer.from('made with suno\0')
  const text = Buffer.concat([words, Buffer.alloc(words.length % 2)])
  const list = Buffer.alloc(20)
  list.write('LIST', 0)
  list.writeUInt32LE(12 + text.length, 4)
  list.write('INFOICMT', 8)
  list.writeUInt32LE(words.length, 16)
  const whole = Buffer.concat([tone, list, text])
  whole.writeUInt32LE(whole.length - 8, 4)
  return { filename: 'song.wav', type: 'audio/wav', body: whole }
}
