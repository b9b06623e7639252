import { readFile } from 'node:fs/promises'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import type { Picture, Pixels } from '../check'
import { readTrailer, type Trailer } from './picture-end'
import { mostPixels, refusePicture } from './refusals'
import { sniffPicture } from './sniff-picture'

/** Decoded files are hostile and used once: no cache, and the other core is left to the other job. */
sharp.cache(false)
sharp.concurrency(1)

const decodeSeconds = 20

/** A picture that has been opened, with what only its file knows. */
export interface OpenPicture {
  picture: Picture
  /** The encoded file. */
  bytes: Buffer
  trailer: Trailer
  /** More than one in an animation; the first is analysed. */
  pages: number
  hasAlpha: boolean
  /** EXIF orientation, 1-8; the picture's width and height are upright already. */
  orientation: number
  /** Embedded metadata blocks, as the container holds them. */
  blocks: { exif: Buffer | undefined; xmp: Buffer | undefined; iptc: Buffer | undefined }
}

/** Opens a decoder with every limit set: pixels, errors, time, one page. `bytes` is the encoded file. */
export function decodePicture(bytes: Buffer, options: SharpOptions = {}): Sharp {
  return sharp(bytes, {
    limitInputPixels: mostPixels,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
    ...options,
  }).timeout({ seconds: decodeSeconds })
}

/**
 * Opens a picture: what it is by its bytes, its size, and nothing decoded yet. Rejects with AnalysisFailure, permanent,
 * for what is empty, not a picture, damaged, too large, or carries another file.
 */
export async function openPicture(options: {
  path: string
  workFolder: string
  visualize: boolean
}): Promise<OpenPicture> {
  const bytes = await readFile(options.path)
  const format = sniffPicture(bytes)
  const metadata = await readMetadata(bytes)
  if (metadata.format !== format) throw refusePicture('damaged')
  const pageHeight = metadata.pageHeight ?? metadata.height
  if (metadata.width * pageHeight > mostPixels) throw refusePicture('too_large')
  const trailer = readTrailer(bytes, format)
  if (trailer.kind === 'file') throw refusePicture('polyglot')
  const orientation = metadata.orientation ?? 1
  const turned = orientation >= 5
  let decoded: Promise<Pixels> | undefined
  return {
    picture: {
      path: options.path,
      format,
      width: turned ? pageHeight : metadata.width,
      height: turned ? metadata.width : pageHeight,
      pixels: () => {
        decoded ??= decodePixels(bytes)
        return decoded
      },
      workFolder: options.workFolder,
      visualize: options.visualize,
    },
    bytes,
    trailer,
    pages: metadata.pages ?? 1,
    hasAlpha: metadata.hasAlpha ?? false,
    orientation,
    blocks: { exif: metadata.exif, xmp: metadata.xmp, iptc: metadata.iptc },
  }
}

async function readMetadata(bytes: Buffer) {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'error', pages: -1 }).metadata()
  } catch (cause) {
    throw refusePicture('damaged', cause)
  }
}

async function decodePixels(bytes: Buffer): Promise<Pixels> {
  try {
    const { data, info } = await decodePicture(bytes)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, rgb: data }
  } catch (cause) {
    throw refusePicture('damaged', cause)
  }
}
