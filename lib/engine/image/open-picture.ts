import { readFile } from 'node:fs/promises'
import type { Sharp, SharpOptions } from 'sharp'
import type { Picture, Pixels } from '../check'
import { decodeHeic } from './decode-heic'
import { sharp } from './picture-decoder'
import { readTrailer, type Trailer } from './picture-end'
import { mostPixels, refusePicture } from './refusals'
import { sniffPicture } from './sniff-picture'

const decodeSeconds = 20

/** A picture that has been opened, with what only its file knows. */
export interface OpenPicture {
  picture: Picture
  /** The encoded file. */
  bytes: Buffer
  /** What the decoder reads the pixels from: the same bytes, but of a HEIC its pixels, decoded already. */
  readable: Buffer
  trailer: Trailer
  /** More than one in an animation; the first is analysed. */
  pages: number
  /** When each picture of an animation begins, in seconds; 0 where its file does not say. */
  secondOf: (page: number) => number
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
  if (!isFormat(metadata, format)) throw refusePicture('damaged')
  const pageHeight = metadata.pageHeight ?? metadata.height
  if (metadata.width * pageHeight > mostPixels) throw refusePicture('too_large')
  const trailer = readTrailer(bytes, format)
  if (trailer.kind === 'file') throw refusePicture('polyglot')
  const heic = format === 'heic' ? await readHeic(bytes) : null
  const readable = heic?.bytes ?? bytes
  // HEIF turns its pictures by itself and leaves the EXIF orientation as it was; AVIF is turned by the decoder too.
  const orientation = format === 'heic' || format === 'avif' ? 1 : (metadata.orientation ?? 1)
  const turned = orientation >= 5
  let decoded: Promise<Pixels> | undefined
  return {
    picture: {
      path: options.path,
      format,
      width: heic?.width ?? (turned ? pageHeight : metadata.width),
      height: heic?.height ?? (turned ? metadata.width : pageHeight),
      pixels: () => {
        decoded ??= decodePixels(readable)
        return decoded
      },
      workFolder: options.workFolder,
      visualize: options.visualize,
    },
    bytes,
    readable,
    trailer,
    pages: metadata.pages ?? 1,
    secondOf: (page) => (metadata.delay ?? []).slice(0, page).reduce((sum, delay) => sum + delay, 0) / 1000,
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

/** The decoder knows AVIF and HEIC by one name. */
function isFormat(
  { format, compression }: { format: string; compression?: string | undefined },
  sniffed: string,
): boolean {
  if (sniffed === 'avif') return format === 'heif' && compression === 'av1'
  if (sniffed === 'heic') return format === 'heif' && compression === 'hevc'
  return format === sniffed
}

async function readHeic(bytes: Buffer): Promise<{ bytes: Buffer; width: number; height: number }> {
  try {
    const decoded = await decodeHeic(bytes, mostPixels)
    const { width, height } = await sharp(decoded).metadata()
    return { bytes: decoded, width, height }
  } catch (cause) {
    throw refusePicture('damaged', cause)
  }
}

/** Decodes a picture, or one of an animation, upright and on white. Rejects with AnalysisFailure, permanent. */
export async function decodePixels(bytes: Buffer, page = 0): Promise<Pixels> {
  try {
    const { data, info } = await decodePicture(bytes, page === 0 ? {} : { page })
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
