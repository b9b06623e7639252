import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { DocketError } from '@/lib/errors'
import { newFileKey } from './file-key'
import { diskFull, incomingFolder, requireSpace } from './folders'
import { openSealer, type Sealer } from './sealed-file'
import { headBytes, tailBytes } from './second-reading'
import { type MediaIdentity, sniffTail } from './sniff'

/** A file in the incoming folder. */
export interface ArrivedFile {
  path: string
  /** Of the file itself, sealed or not. */
  sizeBytes: number
  /** Hex; of the file itself, sealed or not. */
  sha256: string
  /** The key that its bytes are sealed with (lib/media/sealed-file.ts); null: they lie there as they are. */
  sealedWith: Buffer | null
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
  /** It must not be kept, or it is not known yet whether it may be: only ciphertext reaches the disk. */
  sealed?: boolean
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
  const tail = keepTail()
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
      tail.add(chunk)
      if (target) {
        await target.write(chunk)
        continue
      }
      early.push(chunk)
      earlyBytes += chunk.length
      if (earlyBytes >= headBytes) target = await begin(early, rules)
    }
    target ??= await begin(early, rules)
    if (!rules.archive) sniffTail(rules.subject ?? `“${target.identity.filename}”`, tail.read(), sizeBytes)
    await target.end()
    const { identity, path: file, sealedWith } = target
    return { ...identity, path: file, sizeBytes, sha256: hash.digest('hex'), sealedWith }
  } catch (error) {
    await target?.handle.close().catch(() => {})
    if (target) await fs.rm(target.path, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(error) : error
  }
}

/**
 * The last look before a file becomes one that must not be kept: it never lay open on this server's disk. Throws `conflict`; no
 * door of ours lets such a one in, so something changed while it arrived.
 */
export function requireSealed(files: readonly ArrivedFile[]): void {
  if (files.every(({ sealedWith }) => sealedWith !== null)) return
  throw new DocketError(
    'conflict',
    'The file arrived before it was known that it must not be kept, so it was deleted. Hand it in again.',
  )
}

/** The last bytes of what came, kept in memory: on the disk they may be sealed. */
function keepTail(): { add(chunk: Uint8Array): void; read(): Uint8Array } {
  const chunks: Uint8Array[] = []
  let bytes = 0
  return {
    add(chunk) {
      chunks.push(chunk)
      bytes += chunk.length
      for (let [oldest] = chunks; oldest && bytes - oldest.length >= tailBytes; [oldest] = chunks) {
        bytes -= oldest.length
        chunks.shift()
      }
    },
    read: () => Buffer.concat(chunks).subarray(-tailBytes),
  }
}

interface Target<Identity> {
  path: string
  handle: fs.FileHandle
  identity: Identity
  sealedWith: Buffer | null
  write(chunk: Uint8Array): Promise<void>
  end(): Promise<void>
}

async function begin<Identity>(early: Uint8Array[], rules: Rules<Identity>): Promise<Target<Identity>> {
  const start = Buffer.concat(early)
  const identity = await rules.identify(start.subarray(0, headBytes))
  const file = path.join(await incomingFolder(), `${rules.beginning ?? ''}${crypto.randomUUID()}`)
  const sealedWith = rules.sealed ? newFileKey() : null
  const handle = await fs.open(file, 'wx', 0o600)
  const target = { path: file, handle, identity, sealedWith, ...writer(handle, sealedWith && openSealer(sealedWith)) }
  try {
    await target.write(start)
  } catch (error) {
    await handle.close()
    await fs.rm(file, { force: true })
    throw error
  }
  return target
}

function writer(handle: fs.FileHandle, sealer: Sealer | null) {
  return {
    write: (chunk: Uint8Array) => writeAll(handle, sealer ? sealer.update(chunk) : [chunk]),
    async end() {
      if (sealer) await writeAll(handle, sealer.final())
      await handle.close()
    },
  }
}

async function writeAll(handle: fs.FileHandle, pieces: Uint8Array[]): Promise<void> {
  for (let rest = pieces; rest.length > 0; ) {
    const { bytesWritten } = await handle.writev(rest)
    rest = behind(rest, bytesWritten)
  }
}

/** What of the pieces was not written yet. */
function behind(pieces: Uint8Array[], written: number): Uint8Array[] {
  let skipped = 0
  return pieces.flatMap((piece) => {
    const from = Math.min(piece.length, Math.max(0, written - skipped))
    skipped += piece.length
    return from < piece.length ? [piece.subarray(from)] : []
  })
}
