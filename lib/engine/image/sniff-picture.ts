import type { PictureFormat } from '../check'
import { refusePicture } from './refusals'

const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Which picture the bytes are, by their start; the name of a file is not asked. Throws AnalysisFailure with a plain
 * sentence for anything that is not on the list of four formats.
 */
export function sniffPicture(bytes: Buffer): Exclude<PictureFormat, 'frame'> {
  if (bytes.length === 0) throw refusePicture('empty')
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (bytes.subarray(0, 8).equals(pngMagic)) return 'png'
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp'
  // UTF-8 and UTF-16 byte-order marks and white space may come before markup.
  const text = bytes
    .toString('latin1', 0, 1024)
    .replaceAll('\0', '')
    .replace(/^[^\x21-\x7e]+/, '')
  if (text.replace(/^ï»¿/, '').trimStart().startsWith('<')) throw refusePicture('markup')
  throw refusePicture('not_a_picture')
}
