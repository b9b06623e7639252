import fs from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import zlib from 'node:zlib'
import { DocketError } from '@/lib/errors'
import { bytesOnDisk, type FileBytes } from './file-bytes'
import { requireSpace } from './folders'
import { acceptedExtensions } from './formats'
import { type ArrivedFile, type ReceivedFile, receiveFile } from './receive-file'
import { sniffUpload } from './sniff'
import { readZipDirectory, type ZipEntry } from './zip-directory'

interface Limits {
  maxFiles: number
  /** Of everything that comes out, together. */
  maxBytes: number
}

export interface Unpacked {
  /** In the archive's order, by their names without folders; two may have the same. */
  files: ReceivedFile[]
  /** How many other files the archive holds: no media by their names, or not by their bytes. */
  skipped: number
}

/** Media gains next to nothing from compression: what grows more than this, and is not small, is a bomb. */
const bombRatio = 100
const bombBytes = 16 * 1024 * 1024

/**
 * Unpacks the media of a ZIP archive into the incoming folder, one file after the other, and holds what its directory
 * says against the bytes; archives inside it are not opened. What comes out of a sealed archive is sealed. Throws DocketError `bad_request`, `too_large` or
 * `unavailable`; then nothing of it stays.
 */
export async function unpackZip(zip: ArrivedFile & { filename: string }, limits: Limits): Promise<Unpacked> {
  const subject = `The archive “${zip.filename}”`
  const files: ReceivedFile[] = []
  try {
    const packed = bytesOnDisk(zip)
    const { media, others } = await readZipDirectory(packed, subject)
    const unpackedBytes = media.reduce((sum, { bytes }) => sum + bytes, 0)
    if (unpackedBytes > limits.maxBytes) throw tooLarge(subject, limits)
    await requireSpace(unpackedBytes)
    let skipped = others
    for (const entry of media) {
      const file = await unpack(packed, entry, { subject, sealed: zip.sealedWith !== null })
      if (file) files.push(file)
      else skipped++
      if (files.length > limits.maxFiles) throw tooManyFiles(subject, limits)
    }
    if (files.length === 0) throw noMedia(subject)
    return { files, skipped }
  } catch (error) {
    for (const { path } of files) await fs.rm(path, { force: true })
    throw isDamage(error) ? damaged(subject, error) : error
  }
}

/** The file, or null when it is not the medium that its name says. */
async function unpack(
  packed: FileBytes,
  entry: ZipEntry,
  { subject, sealed }: { subject: string; sealed: boolean },
): Promise<ReceivedFile | null> {
  try {
    return await receiveFile(bytesOf(packed, entry, subject), {
      maxBytes: Number.POSITIVE_INFINITY,
      tooLarge: () => bomb(subject),
      identify: (head) => sniffUpload(entry.filename, '', head),
      sealed,
    })
  } catch (error) {
    // One bad file must not lose the others. What is wrong with the archive itself has other codes.
    if (error instanceof DocketError && error.code === 'bad_request') return null
    throw error
  }
}

/** Stops as soon as more comes out than the directory says, so that no more is unpacked than its sizes add up to. */
async function* bytesOf(archive: FileBytes, entry: ZipEntry, subject: string): AsyncGenerator<Buffer> {
  const allowed = Math.max(bombBytes, entry.packedBytes * bombRatio)
  let bytes = 0
  let crc32 = 0
  for await (const chunk of (await packedStream(archive, entry)) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > allowed) throw bomb(subject)
    if (bytes > entry.bytes) break
    crc32 = zlib.crc32(chunk, crc32)
    yield chunk
  }
  if (bytes !== entry.bytes || crc32 !== entry.crc32) throw new Error('a file is not what the directory says')
}

async function packedStream(archive: FileBytes, { start, packedBytes, deflated }: ZipEntry): Promise<Readable> {
  // A range that ends before it begins is the whole file to a read stream.
  if (packedBytes === 0) return Readable.from([])
  const packed = await archive.open({ start, end: start + packedBytes - 1 })
  if (!deflated) return packed
  // Either stream's failure reaches whoever reads the second.
  return pipeline(packed, zlib.createInflateRaw({ chunkSize: 65_536 }), () => {})
}

/** Whether it is the archive's fault, rather than a refusal or this machine's. */
function isDamage(error: unknown): boolean {
  return !(error instanceof DocketError) && !(error instanceof Error && 'syscall' in error)
}

function tooLarge(subject: string, { maxBytes }: Limits): DocketError {
  const megabytes = Math.floor(maxBytes / 1024 ** 2)
  return new DocketError(
    'too_large',
    `${subject} holds more than ${megabytes} MB of media, the most one batch may. Send it in several batches.`,
  )
}

function tooManyFiles(subject: string, { maxFiles }: Limits): DocketError {
  return new DocketError(
    'too_large',
    `${subject} holds more than ${maxFiles} media files, the most one batch may. Send it in several batches.`,
  )
}

function bomb(subject: string): DocketError {
  return new DocketError(
    'too_large',
    `${subject} holds a file that unpacks to more than ${bombRatio} times its size, as media does not. Send that file itself.`,
  )
}

function noMedia(subject: string): DocketError {
  return new DocketError(
    'bad_request',
    `${subject} holds no media that can be analysed. Accepted are ${acceptedExtensions}; archives inside it are not opened.`,
  )
}

function damaged(subject: string, cause: unknown): DocketError {
  return new DocketError(
    'bad_request',
    `${subject} cannot be unpacked: it is damaged, cut off or one part of several. Pack it again.`,
    { cause },
  )
}
