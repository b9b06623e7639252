import fs from 'node:fs/promises'
import { DocketError } from '@/lib/errors'
import { type Fields, type FilePart, receiveMultipart } from './multipart'
import { type ArrivedFile, type ReceivedFile, receiveFile } from './receive-file'
import { sniffUpload } from './sniff'
import { type Unpacked, unpackZip } from './unpack-zip'

/** What one batch may hold: detect-api.md, section 1. Bytes are those of its files together, also once unpacked. */
export const batchLimits = { maxFiles: 50, maxBytes: 500 * 1024 * 1024 }

export interface ReceivedBatch extends Unpacked {
  fields: Fields
}

type Arrived = ReceivedFile | (ArrivedFile & { filename: string; archive: true })

/**
 * Streams a batch to the incoming folder: its files in parts named `files[]`, or one ZIP archive in the part `file`,
 * which is unpacked. `checkFields` sees the fields before each file and once more when all have come; what it throws
 * refuses the batch. Throws DocketError; then nothing of the request stays. The caller keeps the files or removes them.
 */
export async function receiveBatch(request: Request, checkFields: (fields: Fields) => void): Promise<ReceivedBatch> {
  const seen = new Set<'file' | 'files[]'>()
  let receivedBytes = 0
  async function* counted(bytes: AsyncIterable<Uint8Array>) {
    for await (const chunk of bytes) {
      receivedBytes += chunk.length
      if (receivedBytes > batchLimits.maxBytes) throw tooLarge()
      yield chunk
    }
  }
  const receive = async (part: FilePart, fields: Fields): Promise<Arrived> => {
    const repeated = seen.has('file')
    seen.add(kindOf(part))
    if (seen.size > 1) throw refusal('Send either files in parts named “files[]” or one archive in “file”, not both.')
    if (repeated) throw refusal('The batch holds more than one archive. Send one in the part named “file”.')
    checkFields(fields)
    const { filename, declaredType } = part
    // Whether its files may be kept may be said behind them.
    const rules = { maxBytes: batchLimits.maxBytes, tooLarge, sealed: true }
    if (!seen.has('file')) {
      const identify = (head: Uint8Array) => sniffMember(filename, declaredType, head)
      return receiveFile(counted(part.bytes), { ...rules, identify })
    }
    const identify = async (head: Uint8Array) => sniffArchive(filename, head)
    return receiveFile(counted(part.bytes), { ...rules, identify, archive: true })
  }
  const { maxBytes, maxFiles } = batchLimits
  const form = { maxBytes, maxFiles, expectedBytes: maxBytes, tooLarge, tooManyFiles, receive }
  const { files: arrived, fields } = await receiveMultipart(request, form)
  const files = arrived.filter((file): file is ReceivedFile => !('archive' in file))
  const archive = arrived.find((file) => 'archive' in file)
  try {
    checkFields(fields)
    if (archive) return { ...(await unpackZip(archive, batchLimits)), fields }
    if (files.length === 0) throw noFiles()
    return { files, skipped: 0, fields }
  } catch (error) {
    for (const { path } of files) await fs.rm(path, { force: true })
    throw error
  } finally {
    if (archive) await fs.rm(archive.path, { force: true })
  }
}

function kindOf({ name }: FilePart): 'file' | 'files[]' {
  if (name === 'file') return 'file'
  if (/^files(\[\d*\])?$/.test(name)) return 'files[]'
  throw refusal(`A file came in the part “${name}”. Send files in parts named “files[]”, or one archive in “file”.`)
}

async function sniffMember(filename: string, declaredType: string, head: Uint8Array) {
  if (startsAsZip(head)) throw refusal(`“${filename}” is an archive. Send it alone, in the part named “file”.`)
  return sniffUpload(filename, declaredType, head)
}

function sniffArchive(filename: string, head: Uint8Array): { filename: string; archive: true } {
  if (startsAsZip(head)) return { filename: filename || 'batch.zip', archive: true }
  const is = head.length === 0 ? 'empty' : 'no ZIP archive'
  throw refusal(`“${filename}” is ${is}. Send one ZIP archive in the part “file”, or media in parts named “files[]”.`)
}

/** With its first entry, or with the end of an empty archive. */
function startsAsZip(head: Uint8Array): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(String.fromCharCode(...head.subarray(0, 4)))
}

function tooLarge(): DocketError {
  return new DocketError('too_large', 'The batch is larger than 500 MB, the most one may hold. Send it in several.')
}

function tooManyFiles(): DocketError {
  return new DocketError(
    'too_large',
    `The batch holds more than ${batchLimits.maxFiles} files, the most one may. Send it in several.`,
  )
}

function noFiles(): DocketError {
  return refusal(
    `No files came with the batch. Send up to ${batchLimits.maxFiles} in parts named “files[]”, or one ZIP archive in “file”.`,
  )
}

function refusal(message: string): DocketError {
  return new DocketError('bad_request', message)
}
