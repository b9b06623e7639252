import sharp from 'sharp'
import type { Laundering } from './subject'

/** Pixels of the longer side after a network has scaled a picture. */
const socialSide = 820

/** What happens to a lossless picture on its way, the same for positives and negatives: always a JPEG in the end. */
export async function launder(picture: Buffer, laundering: Laundering): Promise<Buffer> {
  const saved = await sharp(picture).jpeg({ quality: 92 }).toBuffer()
  switch (laundering) {
    case 'original':
      return saved
    case 're-encoded':
      return sharp(saved).jpeg({ quality: 75 }).toBuffer()
    case 'social':
      return sharp(saved).resize({ width: socialSide }).jpeg({ quality: 70 }).toBuffer()
  }
}
