/** How much of a file's end can hold the record by which a ZIP archive is opened. */
export const tailBytes = 65_557

/** How much of a file's start is looked at before anything is stored. */
export const headBytes = 4096

const markup = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)[\s>]/i

/**
 * What else the start of a media file could be opened as, in words, or null. A file with two readings shows a person one
 * thing and a program another, so it is refused.
 */
export function secondReadingOfHead(head: Uint8Array): string | null {
  const text = latin1(head)
  if (markup.test(text)) return 'a web page'
  if (text.includes('%PDF-')) return 'a PDF document'
  if (text.includes('Rar!\x1a\x07') || text.includes("7z\xbc\xaf'\x1c")) return 'an archive'
  return null
}

/** The same for its last bytes; `sizeBytes` is the whole file's. */
export function secondReadingOfTail(tail: Uint8Array, sizeBytes: number): string | null {
  const text = latin1(tail)
  if (markup.test(text)) return 'a web page'
  if (text.slice(-1024).includes('%%EOF') && text.includes('startxref')) return 'a PDF document'
  return endsAsZip(Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength), sizeBytes) ? 'an archive' : null
}

/** Looks for a plausible end-of-central-directory record (APPNOTE 6.3.10, section 4.3.16), not just its four bytes. */
function endsAsZip(tail: Buffer, sizeBytes: number): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length) {
      const disk = tail.readUInt16LE(at + 4)
      const entries = tail.readUInt16LE(at + 10)
      const directoryBytes = tail.readUInt32LE(at + 12)
      const position = sizeBytes - tail.length + at
      const zip64 = directoryBytes === 0xffffffff
      const fits = zip64 || (entries > 0 && directoryBytes >= entries * 46 && directoryBytes <= position)
      if ((disk === 0 || disk === 0xffff) && fits) return true
    }
    if (at === 0) break
    at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return false
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
