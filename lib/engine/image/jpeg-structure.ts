import { readJpegSegments } from './jpeg-segments'
import { readSaveAsQuality } from './photoshop-quality'
import { estimateQuality, type QualityEstimate, zigzag } from './quantisation'

/** How a JPEG was saved, from its markers alone. */
export interface JpegStructure {
  progressive: boolean
  arithmetic: boolean
  components: number
  /** "4:2:0", "4:2:2", "4:4:4", another as "2x1,1x1,1x1"; "grey" with one component. */
  subsampling: string
  /** Quantisation steps of the brightness, row by row, 64 of them; null: none found. */
  luma: number[] | null
  chroma: number[] | null
  quality: QualityEstimate | null
  hasJfif: boolean
  hasAdobe: boolean
  /** 1-100, as Photoshop’s “Save for Web” writes it into a segment of its own; null where it did not. */
  savedForWeb: number | null
  /** 0-12, as Photoshop's “Save as” wrote it; it stays where another program saved the picture anew and kept the segment. */
  savedAs: number | null
}

/** Reads the structure; null when the markers do not make a JPEG. Source: ITU-T T.81, B.2.2 and B.2.4.1. */
export function readJpegStructure(bytes: Buffer): JpegStructure | null {
  const { segments } = readJpegSegments(bytes)
  const frame = segments.find(({ marker }) => isFrame(marker))
  if (!frame || frame.data.length < 6) return null
  const components = frame.data[5] ?? 0
  if (components < 1 || components > 4 || frame.data.length < 6 + 3 * components) return null
  const tables = readTables(segments.filter(({ marker }) => marker === 0xdb).map(({ data }) => data))
  const layout = Array.from({ length: components }, (_, index) => {
    const at = 6 + 3 * index
    const sampling = frame.data[at + 1] ?? 0x11
    return { horizontal: sampling >> 4, vertical: sampling & 15, table: tables.get(frame.data[at + 2] ?? 0) ?? null }
  })
  const luma = layout[0]?.table ?? null
  return {
    progressive: frame.marker === 0xc2 || frame.marker === 0xca,
    arithmetic: frame.marker >= 0xc9,
    components,
    subsampling: nameSubsampling(layout),
    luma,
    chroma: layout[1]?.table ?? null,
    quality: luma ? estimateQuality(luma) : null,
    hasJfif: segments.some(({ marker, data }) => marker === 0xe0 && data.toString('latin1', 0, 4) === 'JFIF'),
    hasAdobe: segments.some(({ marker, data }) => marker === 0xee && data.toString('latin1', 0, 5) === 'Adobe'),
    savedForWeb: readDucky(
      segments.find(({ marker, data }) => marker === 0xec && data.toString('latin1', 0, 5) === 'Ducky')?.data,
    ),
    savedAs: readSaveAsQuality(
      segments.find(({ marker, data }) => marker === 0xed && data.toString('latin1', 0, 9) === 'Photoshop')?.data,
    ),
  }
}

/** Segment APP12 “Ducky”: entry 1, four bytes long, is the quality. Source: ExifTool's documentation, “APP12 Ducky”. */
function readDucky(data: Buffer | undefined): number | null {
  if (!data || data.length < 13 || data.readUInt16BE(5) !== 1 || data.readUInt16BE(7) !== 4) return null
  const quality = data.readUInt32BE(9)
  return quality >= 1 && quality <= 100 ? quality : null
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function readTables(blocks: Buffer[]): Map<number, number[]> {
  const tables = new Map<number, number[]>()
  for (const block of blocks) {
    let at = 0
    while (at < block.length) {
      const head = block[at] ?? 0
      const wide = head >> 4 === 1
      const size = wide ? 128 : 64
      if (at + 1 + size > block.length) break
      const table = new Array<number>(64).fill(0)
      for (let index = 0; index < 64; index++) {
        const value = wide ? block.readUInt16BE(at + 1 + 2 * index) : (block[at + 1 + index] ?? 0)
        table[zigzag[index] ?? 0] = value
      }
      if (!tables.has(head & 15)) tables.set(head & 15, table)
      at += 1 + size
    }
  }
  return tables
}

function nameSubsampling(layout: { horizontal: number; vertical: number }[]): string {
  const [luma, ...chroma] = layout
  if (!luma || chroma.length === 0) return 'grey'
  const text = layout.map(({ horizontal, vertical }) => `${horizontal}x${vertical}`).join(',')
  if (!chroma.every(({ horizontal, vertical }) => horizontal === 1 && vertical === 1)) return text
  switch (`${luma.horizontal}x${luma.vertical}`) {
    case '2x2':
      return '4:2:0'
    case '2x1':
      return '4:2:2'
    case '1x1':
      return '4:4:4'
    case '1x2':
      return '4:4:0'
    case '4x1':
      return '4:1:1'
    default:
      return text
  }
}
