import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { DocketError } from '@/lib/errors'
import { diskFull, incomingFolder, requireSpace } from './folders'
import { headBytes, tailBytes } from './second-reading'
import { type MediaIdentity, sniffTail } from './sniff'

/** A file in the incoming folder. */
export interface ArrivedFile {
  path: string
  sizeBytes: number
  /** Hex. */
  sha256: string
}

/** Media that has arrived, in the incoming folder until it is kept or removed. */
export interface ReceivedFile extends MediaIdentity, ArrivedFile {}

/** How much is written between two looks at the space that is left. Bytes. */
const stretch = 16 * 1024 * 1024

interface Rules<Identity> {
  maxBytes: number
  tooLarge(): Error
  /** Says what the file is from its first 4 KB (or all of a smaller file), or refuses it. */
  identify(head: Uint8Array): Promise<Identity>
  /** What a refusal found at the file's end calls it; its name, unless that must not be told. */
  subject?: string
  /** An archive may end like one; media may not. */
  archive?: true
  /** How its name in the incoming folder begins, for whoever has to find it there after its writer was killed. */
  beginning?: string
}

/**
 * Writes a stream of bytes to a new file in the incoming folder while hashing it; memory does not grow with the file.
 * Nothing is written before the first 4 KB have been identified, and nothing stays when it is refused or breaks off.
 */
export async function receiveFile<Identity extends { filename: string }>(
  source: AsyncIterable<Uint8Array>,
  rules: Rules<Identity>,
): Promise<Identity & ArrivedFile> {
  const hash = crypto.createHash('sha256')
  const early: Uint8Array[] = []
  let earlyBytes = 0
  let sizeBytes = 0
  let nextLook = stretch
  let target: Target<Identity> | undefined
  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length
      if (sizeBytes > rules.maxBytes) throw rules.tooLarge()
      if (sizeBytes >= nextLook) {
        await requireSpace(stretch)
        nextLook = sizeBytes + stretch
      }
      hash.update(chunk)
      if (target) {
        await write(target.handle, chunk)
        continue
      }
      early.push(chunk)
      earlyBytes += chunk.length
      if (earlyBytes >= headBytes) target = await begin(early, rules)
    }
    target ??= await begin(early, rules)
    if (!rules.archive) await refuseTail(target.handle, sizeBytes, rules.subject ?? `“${target.identity.filename}”`)
    await target.handle.close()
    return { ...target.identity, path: target.path, sizeBytes, sha256: hash.digest('hex') }
  } catch (error) {
    await target?.handle.close().catch(() => {})
    if (target) await fs.rm(target.path, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(error) : error
  }
}

interface Target<Identity> {
  path: string
  handle: fs.FileHandle
  identity: Identity
}

async function begin<Identity>(early: Uint8Array[], rules: Rules<Identity>): Promise<Target<Identity>> {
  const start = Buffer.concat(early)
  const identity = await rules.identify(start.subarray(0, headBytes))
  const file = path.join(await incomingFolder(), `${rules.beginning ?? ''}${crypto.randomUUID()}`)
  const handle = await fs.open(file, 'wx+', 0o600)
  try {
    await write(handle, start)
  } catch (error) {
    await handle.close()
    await fs.rm(file, { force: true })
    throw error
  }
  return { path: file, handle, identity }
}

async function write(handle: fs.FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten
  }
}

async function refuseTail(handle: fs.FileHandle, sizeBytes: number, subject: string): Promise<void> {
  const length = Math.min(tailBytes, sizeBytes)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, sizeBytes - length)
  if (bytesRead !== length)
    throw new DocketError('internal', 'The file could not be read back after it was written. Try again.')
  sniffTail(subject, buffer, sizeBytes)
}
