import exifr from 'exifr'

/** The tags the checks look at, from EXIF, XMP and IPTC; a missing tag is absent. Texts are cut to a limit. */
export interface PictureTags {
  software?: string
  make?: string
  model?: string
  artist?: string
  imageDescription?: string
  userComment?: string
  /** Pixels, as the program that wrote the EXIF block saw the picture. */
  exifWidth?: number
  exifHeight?: number
  takenAt?: Date
  modifiedAt?: Date
  /** The day the position was fixed, at noon. */
  locatedOn?: Date
  /** Degrees as written, whether or not there is such a place. */
  latitude?: number
  longitude?: number
  creatorTool?: string
  credit?: string
  /** IPTC digital source type, XMP; the full address or its last part. */
  digitalSourceType?: string
  /** IPTC 2025.1 fields that name the system a picture was made with. */
  aiSystem?: string
  /** Program named by the IPTC block. */
  iptcProgram?: string
}

/** A larger block is not read: real ones are below. EXIF and XMP segments of a JPEG cannot exceed 64 KB. */
export const largestBlock = 1024 * 1024
const longestText = 64 * 1024

/** Reads the tags from metadata blocks. What is malformed or too large is passed over. */
export async function readTags(blocks: {
  exif: Buffer | undefined
  xmp: Buffer | undefined
  iptc: Buffer | undefined
}): Promise<PictureTags> {
  const exif = await readExif(blocks.exif)
  return { ...exif, ...readXmp(blocks.xmp), ...readIptc(blocks.iptc) }
}

async function readExif(block: Buffer | undefined): Promise<PictureTags> {
  if (!block || block.length > largestBlock) return {}
  const tiff = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  let raw: Record<string, unknown> | undefined
  try {
    raw = await exifr.parse(tiff, {
      tiff: true,
      exif: true,
      gps: true,
      interop: false,
      ifd1: false,
      makerNote: false,
      userComment: true,
      mergeOutput: true,
      sanitize: true,
      translateKeys: true,
      translateValues: false,
      reviveValues: true,
    })
  } catch {
    return {}
  }
  if (!raw) return {}
  return withoutEmpty({
    software: text(raw.Software),
    make: text(raw.Make),
    model: text(raw.Model),
    artist: text(raw.Artist),
    imageDescription: text(raw.ImageDescription),
    userComment: comment(raw.userComment ?? raw.UserComment),
    exifWidth: count(raw.ExifImageWidth),
    exifHeight: count(raw.ExifImageHeight),
    takenAt: raw.DateTimeOriginal instanceof Date ? raw.DateTimeOriginal : undefined,
    modifiedAt: raw.ModifyDate instanceof Date ? raw.ModifyDate : undefined,
    locatedOn: day(raw.GPSDateStamp),
    latitude: degrees(raw.GPSLatitude),
    longitude: degrees(raw.GPSLongitude),
  })
}

/** Four properties out of an XMP packet, as attribute, element or reference; no XML parser meets hostile XML here. */
function readXmp(block: Buffer | undefined): PictureTags {
  if (!block || block.length > largestBlock) return {}
  const xml = block.toString('utf8')
  return withoutEmpty({
    creatorTool: xmpProperty(xml, 'CreatorTool'),
    credit: xmpProperty(xml, 'Credit'),
    digitalSourceType: xmpProperty(xml, 'DigitalSourceType') ?? xmpProperty(xml, 'digitalsourcetype'),
    aiSystem: xmpProperty(xml, 'AISystemUsed'),
  })
}

function xmpProperty(xml: string, name: string): string | undefined {
  const attribute = new RegExp(`[\\w.-]{1,40}:${name}\\s{0,9}=\\s{0,9}["']([^"'<>]{1,500})["']`).exec(xml)
  if (attribute?.[1]) return attribute[1].trim()
  const element = new RegExp(
    `<[\\w.-]{1,40}:${name}(?:\\s[^<>]{0,300}?rdf:resource=["']([^"'<>]{1,500})["'][^<>]{0,50})?[^<>]{0,300}>([^<>]{0,500})`,
  ).exec(xml)
  const value = (element?.[1] ?? element?.[2])?.trim()
  return value === '' ? undefined : value
}

/** Data set 2:65 of the IPTC block: the originating program. Source: IPTC IIM 4.2, 1.6 and 6.65. */
function readIptc(block: Buffer | undefined): PictureTags {
  if (!block || block.length > largestBlock) return {}
  const at = block.indexOf(Buffer.from([0x1c, 0x02, 0x41]))
  if (at < 0 || at + 5 > block.length) return {}
  const length = block.readUInt16BE(at + 3)
  if (length > 255) return {}
  return withoutEmpty({ iptcProgram: block.toString('latin1', at + 5, at + 5 + length).trim() || undefined })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim().slice(0, longestText) : undefined
}

/** UserComment starts with an eight-byte character code, and its UTF-16 comes in either byte order. */
function comment(value: unknown): string | undefined {
  if (!(value instanceof Uint8Array)) return text(value)
  const bytes = Buffer.from(value.subarray(0, longestText))
  const isUnicode = bytes.toString('latin1', 0, 7) === 'UNICODE'
  const body = bytes.subarray(8)
  if (!isUnicode) return text(body.toString('utf8').replaceAll('\0', ''))
  const isBigEndian = body[0] === 0 && body[1] !== 0
  if (isBigEndian && body.length % 2 === 0) body.swap16()
  return text(body.toString('utf16le'))
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined
}

/** A GPS date, `2024:05:17`, as noon of that day: the time of day stands elsewhere. */
function day(value: unknown): Date | undefined {
  const parts = typeof value === 'string' ? /^(\d{4}):(\d{2}):(\d{2})$/.exec(value.trim()) : null
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), 12) : undefined
}

/** Degrees of degrees, minutes and seconds. */
function degrees(value: unknown): number | undefined {
  const parts: unknown[] = Array.isArray(value) ? value : []
  const [whole, minutes, seconds] = parts.map((part) => (typeof part === 'number' && Number.isFinite(part) ? part : 0))
  return whole === undefined ? undefined : whole + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600
}

function withoutEmpty(tags: { [K in keyof PictureTags]: PictureTags[K] | undefined }): PictureTags {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined)) as PictureTags
}
