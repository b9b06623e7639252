import { inflateSync } from 'node:zlib'

/** A keyword and its text, from a tEXt, zTXt or iTXt chunk. */
export interface PngText {
  keyword: string
  text: string
  /** The text was longer than is read, or its compressed form would have been. */
  cut: boolean
}

export interface PngChunks {
  texts: PngText[]
  /** Where the file ends after IEND; null: it never does. */
  end: number | null
  chunkCount: number
}

/** Limits on what a hostile file can cost. A workflow of a generator is a few hundred kilobytes at most. */
export const mostChunks = 20_000
export const mostTexts = 64
export const longestText = 1024 * 1024

/**
 * Reads the text chunks of a PNG. Source: W3C PNG specification, 11.3.3. Compressed text is inflated to a limit, so a
 * small chunk cannot fill the memory. Throws nothing: what is malformed is skipped, what is cut off ends the reading.
 */
export function readPngChunks(bytes: Buffer): PngChunks {
  const texts: PngText[] = []
  let at = 8
  for (let count = 0; count < mostChunks; count++) {
    if (at + 12 > bytes.length) return { texts, end: null, chunkCount: count }
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) return { texts, end: null, chunkCount: count }
    if (type === 'IEND') return { texts, end, chunkCount: count + 1 }
    if (texts.length < mostTexts) {
      const text = readText(type, bytes.subarray(at + 8, at + 8 + length))
      if (text) texts.push(text)
    }
    at = end
  }
  return { texts, end: null, chunkCount: mostChunks }
}

function readText(type: string, data: Buffer): PngText | null {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return null
  const keywordEnd = data.indexOf(0)
  if (keywordEnd < 1 || keywordEnd > 79) return null
  const keyword = data.toString('latin1', 0, keywordEnd)
  const rest = data.subarray(keywordEnd + 1)
  switch (type) {
    case 'tEXt':
      return { keyword, ...decode(rest, 'latin1') }
    case 'zTXt':
      return rest[0] === 0 ? { keyword, ...inflate(rest.subarray(1), 'latin1') } : null
    case 'iTXt': {
      const [compressed, method] = rest
      const languageEnd = rest.indexOf(0, 2)
      const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1)
      if (translatedEnd < 0) return null
      const text = rest.subarray(translatedEnd + 1)
      if (compressed === 0) return { keyword, ...decode(text, 'utf8') }
      return method === 0 ? { keyword, ...inflate(text, 'utf8') } : null
    }
  }
}

function decode(data: Buffer, encoding: 'latin1' | 'utf8'): { text: string; cut: boolean } {
  return { text: data.toString(encoding, 0, longestText), cut: data.length > longestText }
}

function inflate(data: Buffer, encoding: 'latin1' | 'utf8'): { text: string; cut: boolean } {
  try {
    return decode(inflateSync(data, { maxOutputLength: longestText }), encoding)
  } catch {
    return { text: '', cut: true }
  }
}
