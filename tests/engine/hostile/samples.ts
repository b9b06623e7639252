import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { MediaType } from '@/lib/engine/analysis'
import { formatsFolder, mediaFolder } from '../../support/media'

export interface Sample {
  name: string
  mediaType: MediaType
  bytes: Buffer
}

/** A small whole file of every format that is taken: lib/media/formats.ts. */
export async function readSamples(): Promise<Sample[]> {
  const photograph = sharp(path.join(mediaFolder, 'photograph.jpg')).resize(300, 280, { fit: 'fill' })
  const tagged = photograph.clone().withExif({ IFD0: { Software: 'A camera', Artist: 'Somebody' } })
  const pictures: [string, Promise<Buffer>][] = [
    ['a.jpg', tagged.clone().jpeg({ quality: 80 }).toBuffer()],
    ['progressive.jpg', photograph.clone().jpeg({ progressive: true }).toBuffer()],
    ['signed.jpg', readFile(path.join(mediaFolder, 'signed-capture.jpg'))],
    ['a.png', tagged.clone().resize(120, 120).png().toBuffer()],
    ['a.webp', tagged.clone().webp().toBuffer()],
    ['a.gif', photograph.clone().resize(120, 120).gif().toBuffer()],
    ['a.avif', tagged.clone().resize(120, 120).avif({ effort: 0 }).toBuffer()],
    ['still.heic', readFile(path.join(formatsFolder, 'still.heic'))],
    ['tiles.heic', readFile(path.join(formatsFolder, 'tiles.heic'))],
  ]
  const sounds = ['tone.wav', 'tone.mp3', 'tone.flac', 'tone.ogg', 'opus.ogg', 'tone.m4a', 'tone.aac', 'voice.amr']
  const videos = [
    ...['clip.mp4', 'clip.mov', 'clip.mkv', 'clip.webm', 'clip.avi', 'clip.3gp', 'clip.wmv'],
    'motion-jpeg.mov',
  ]
  const format = (mediaType: MediaType) => async (name: string) => ({
    name,
    mediaType,
    bytes: await readFile(path.join(formatsFolder, name)),
  })
  return Promise.all([
    ...pictures.map(async ([name, bytes]) => ({ name, mediaType: 'image' as const, bytes: await bytes })),
    ...sounds.map(format('audio')),
    ...videos.map(format('video')),
  ])
}

/** Of the formats that carry Content Credentials one file each that does: made by c2pa-rs, small, and mostly manifest. */
export function readSignedSamples(): Promise<Sample[]> {
  const reference = path.resolve(import.meta.dirname, '../provenance/reference')
  const files: [string, MediaType][] = [
    ['still.gif', 'image'],
    ['still.webp', 'image'],
    ['still.avif', 'image'],
    ['still.heic', 'image'],
    ['tone.wav', 'audio'],
    ['tone.mp3', 'audio'],
    ['tone.m4a', 'audio'],
    ['clip.avi', 'video'],
    ['clip.mov', 'video'],
    ['two-tracks.mp4', 'video'],
  ]
  return Promise.all(
    files.map(async ([name, mediaType]) => ({
      name: `signed ${name}`,
      mediaType,
      bytes: await readFile(path.join(reference, name)),
    })),
  )
}
