import type { PictureFormat } from '../check'
import { refusePicture } from './refusals'

const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Whether bytes begin as a JPEG does: for what lies inside of media and can only be one. */
export function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/**
 * Which picture the bytes are, by their start; the name of a file is not asked. Throws AnalysisFailure with a plain
 * sentence for anything that is not on the list of six formats.
 */
export function sniffPicture(bytes: Buffer): Exclude<PictureFormat, 'frame'> {
  if (bytes.length === 0) throw refusePicture('empty')
  if (isJpeg(bytes)) return 'jpeg'
  if (bytes.subarray(0, 8).equals(pngMagic)) return 'png'
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp'
  const heif = sniffHeif(bytes)
  if (heif) return heif
  // UTF-8 and UTF-16 byte-order marks and white space may come before markup.
  const text = bytes
    .toString('latin1', 0, 1024)
    .replaceAll('\0', '')
    .replace(/^[^\x21-\x7e]+/, '')
  if (text.replace(/^ï»¿/, '').trimStart().startsWith('<')) throw refusePicture('markup')
  throw refusePicture('not_a_picture')
}

/** Brands of ISO/IEC 23008-12 whose pictures are coded as HEVC; those of AV1 come from the AVIF specification. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])

/** By the main brand, or the first telling one of the others where the main brand leaves it open. */
function sniffHeif(bytes: Buffer): 'avif' | 'heic' | null {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return null
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const brands = [bytes.toString('latin1', 8, 12)]
  if (['mif1', 'msf1', 'miaf'].includes(brands[0] ?? '')) {
    for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4))
  }
  for (const brand of brands) {
    if (brand === 'avif' || brand === 'avis') return 'avif'
    if (heicBrands.has(brand)) return 'heic'
  }
  return null
}
