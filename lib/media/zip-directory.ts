import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { DocketError } from '@/lib/errors'
import { cleanFilename } from './clean-filename'
import type { FileBytes } from './file-bytes'
import { formatOfName } from './formats'

/** The most entries an archive may list, folders and everything else included. */
export const maxEntries = 10_000

/** Longer than any path a file system takes. Bytes. */
const longestPath = 4096

/** A file of an archive whose name is a medium's. */
export interface ZipEntry {
  /** Without its folders. */
  filename: string
  /** Where its packed bytes lie in the archive. */
  start: number
  packedBytes: number
  deflated: boolean
  /** What the directory says comes out. */
  bytes: number
  crc32: number
}

export interface ZipDirectory {
  media: ZipEntry[]
  /** How many other files it holds; folders are none, and hidden files do not count. */
  others: number
}

/**
 * Reads an archive's directory without unpacking anything; what it says about sizes is not to be believed. Throws
 * DocketError `bad_request` when media in it is encrypted or packed in an unknown way, or entries share their bytes,
 * and `too_large` for too many entries; any other error means that it is damaged.
 */
export async function readZipDirectory(archive: FileBytes, subject: string): Promise<ZipDirectory> {
  try {
    const { sizeBytes } = archive
    const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(archive), sizeBytes, { decodeStrings: false })
    if (zip.entryCount > maxEntries) throw tooManyEntries(subject)
    return await listEntries(zip, subject)
  } catch (error) {
    throw error instanceof Error && /strong encryption/.test(error.message) ? encrypted(subject) : error
  }
}

async function listEntries(zip: ZipFile, subject: string): Promise<ZipDirectory> {
  const media: ZipEntry[] = []
  const taken: Stretch[] = []
  let others = 0
  for await (const entry of zip.eachEntry()) {
    const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    taken.push({ start: entry.relativeOffsetOfLocalHeader, end: start + entry.compressedSize })
    const kind = kindOf(entry)
    if (kind === 'other') others++
    if (typeof kind === 'string') continue
    if (entry.isEncrypted()) throw encrypted(subject)
    if (!entry.canDecodeFileData()) throw unknownMethod(subject, kind.filename)
    const { compressedSize: packedBytes, compressionMethod, uncompressedSize: bytes, crc32 } = entry
    media.push({ filename: kind.filename, start, packedBytes, deflated: compressionMethod === 8, bytes, crc32 })
  }
  if (overlap(taken)) throw overlapping(subject)
  return { media, others }
}

function kindOf(entry: Entry): { filename: string } | 'folder' | 'hidden' | 'other' {
  if (entry.fileNameRaw.length > longestPath) return 'other'
  const path = nameOf(entry)
  if (path.endsWith('/')) return 'folder'
  const parts = path.split('/').filter((part) => part !== '.' && part !== '..')
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return 'hidden'
  const filename = cleanFilename(parts.at(-1) ?? '')
  const format = formatOfName(filename)
  return format && !format.fromUrlOnly ? { filename } : 'other'
}

/** Names without a mark are CP437 by the standard, but UTF-8 as macOS writes them. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const utf8 = 0x800
  const marked = generalPurposeBitFlag & utf8 || extraFields.some(({ id }) => id === 0x7075)
  const flag = !marked && isUtf8(fileNameRaw) ? generalPurposeBitFlag | utf8 : generalPurposeBitFlag
  return yauzl.getFileNameLowLevel(flag, fileNameRaw, extraFields, false)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

interface Stretch {
  start: number
  end: number
}

/** Whether two entries share bytes, by which a small archive can hold endlessly many files. */
function overlap(stretches: Stretch[]): boolean {
  const inOrder = stretches.toSorted((one, other) => one.start - other.start)
  return inOrder.some(({ start }, index) => start < (inOrder[index - 1]?.end ?? 0))
}

/** yauzl's own reader lets positions outside the file throw where nobody can catch it, which ends the process. */
class Reader extends yauzl.RandomAccessReader {
  constructor(private readonly archive: FileBytes) {
    super()
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.fill(buffer.subarray(offset, offset + length), position).then(
      (bytesRead) => callback(null, bytesRead),
      (error: Error) => callback(error),
    )
  }

  private async fill(into: Buffer, position: number): Promise<number> {
    if (into.length === 0) return 0
    const end = position + into.length - 1
    if (position < 0 || end >= this.archive.sizeBytes) throw new Error('the archive points outside itself')
    let filled = 0
    for await (const chunk of (await this.archive.open({ start: position, end })) as AsyncIterable<Buffer>) {
      into.set(chunk, filled)
      filled += chunk.length
    }
    return filled
  }
}

function tooManyEntries(subject: string): DocketError {
  const most = maxEntries.toLocaleString('en')
  return new DocketError('too_large', `${subject} lists more than ${most} files and folders. Pack the media alone.`)
}

function encrypted(subject: string): DocketError {
  return refusal(`${subject} is protected by a password. Pack it again without one.`)
}

function unknownMethod(subject: string, filename: string): DocketError {
  return refusal(
    `${subject} holds “${filename}” compressed by a method that is not read here. Pack it again as an ordinary ZIP archive (Deflate).`,
  )
}

function overlapping(subject: string): DocketError {
  return refusal(`${subject} lists files that share their bytes, as only damaged or malicious ones do. Pack it again.`)
}

function refusal(message: string): DocketError {
  return new DocketError('bad_request', message)
}
