import exifr from 'exifr'
import { decodePicture, type OpenPicture } from './open-picture'
import { largestBlock } from './read-tags'
import { isJpeg } from './sniff-picture'

/** Side of the small grey pictures that are compared. */
const side = 24
/** Pixels; cameras write 160 × 120, the largest a few times that. */
const mostThumbnailPixels = 1_000_000

/**
 * How alike the thumbnail in the EXIF block and the picture are: the correlation of their brightness, -1 to 1, or null
 * without a thumbnail that is a JPEG of at most a megapixel: other bytes in its place are given to no decoder. Cameras letterbox thumbnails, so the better of the whole and the middle of it counts.
 */
export async function compareThumbnail(open: OpenPicture): Promise<number | null> {
  const { exif } = open.blocks
  if (!exif || exif.length > largestBlock) return null
  try {
    const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
    const thumbnail = await exifr.thumbnail(tiff)
    if (!thumbnail || thumbnail.length === 0) return null
    const bytes = Buffer.from(thumbnail)
    if (!isJpeg(bytes)) return null
    const { width, height } = await decodePicture(bytes).metadata()
    if (width * height > mostThumbnailPixels) return null
    const whole = await shrink(open.readable)
    const scores = [correlate(whole, await shrink(bytes))]
    const middle = fitMiddle({ width, height }, open)
    if (middle) scores.push(correlate(whole, await shrink(bytes, middle)))
    return Math.max(...scores)
  } catch {
    return null
  }
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** The part of the thumbnail that has the picture's proportions; null when that is all of it. */
function fitMiddle(thumbnail: { width: number; height: number }, { picture, orientation }: OpenPicture): Box | null {
  const turned = orientation >= 5
  const ratio = turned ? picture.height / picture.width : picture.width / picture.height
  const width = Math.min(thumbnail.width, Math.round(thumbnail.height * ratio))
  const height = Math.min(thumbnail.height, Math.round(thumbnail.width / ratio))
  if ((width === thumbnail.width && height === thumbnail.height) || width < 8 || height < 8) return null
  return {
    left: Math.floor((thumbnail.width - width) / 2),
    top: Math.floor((thumbnail.height - height) / 2),
    width,
    height,
  }
}

async function shrink(bytes: Buffer, box?: Box): Promise<Buffer> {
  const picture = decodePicture(bytes)
  if (box) picture.extract(box)
  return picture.resize(side, side, { fit: 'fill' }).flatten().greyscale().raw().toBuffer()
}

function correlate(one: Buffer, other: Buffer): number {
  const n = Math.min(one.length, other.length)
  const mean = (values: Buffer) => values.subarray(0, n).reduce((sum, value) => sum + value, 0) / n
  const [meanOne, meanOther] = [mean(one), mean(other)]
  let [product, squareOne, squareOther] = [0, 0, 0]
  for (let index = 0; index < n; index++) {
    const a = (one[index] ?? 0) - meanOne
    const b = (other[index] ?? 0) - meanOther
    product += a * b
    squareOne += a * a
    squareOther += b * b
  }
  // Two flat pictures cannot be told apart, so they are called alike.
  return squareOne < n || squareOther < n ? 1 : product / Math.sqrt(squareOne * squareOther)
}
