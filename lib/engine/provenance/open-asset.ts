import { open, readFile, stat } from 'node:fs/promises'
import { type Asset, JPEG, PNG } from '@trustnxt/c2pa-ts/asset'
import { openBmff } from './bmff-asset'
import { isBmff } from './bmff-boxes'
import { isGif, openGif } from './open-gif'
import { isTagged, openMp3 } from './open-mp3'
import { isRiff, openRiff } from './open-riff'

/** A manifest store is searched for, and verified, in files up to this size; above, only its presence is told. */
export const largestVerifiedBytes = 160 * 1024 * 1024

/** The start of every manifest store, a JUMBF description box of type "c2pa", and what a GIF says in front of one it cuts to pieces. */
const storeMarks = [Buffer.from('jumdc2pa'), Buffer.from('C2PA_GIF\x01\0\0', 'latin1')]
const longestMark = Math.max(...storeMarks.map(({ length }) => length))

export type OpenedAsset =
  | { kind: 'readable'; asset: Asset; store: Uint8Array }
  /** There is a store, but this server cannot verify it. */
  | { kind: 'unreadable'; because: string }
  | { kind: 'none' }

/** The formats whose manifests are verified, by what the file says and not its name. Null: no store in its place. */
const formats: { isOf: (bytes: Uint8Array) => boolean; open: (bytes: Uint8Array) => Asset | null }[] = [
  { isOf: (bytes) => JPEG.canRead(bytes), open: (bytes) => new JPEG(bytes) },
  { isOf: (bytes) => PNG.canRead(bytes), open: (bytes) => new PNG(bytes) },
  { isOf: isBmff, open: openBmff },
  { isOf: isRiff, open: openRiff },
  { isOf: isTagged, open: openMp3 },
  { isOf: isGif, open: openGif },
]

/**
 * Finds the manifest store of a file: verified in JPEG, PNG, HEIC, AVIF, MP4, MOV, M4A, WebP, GIF, WAV, AVI and MP3,
 * only noticed elsewhere. Rejects when the file cannot be read; throws nothing for malformed media, which is `unreadable`
 * or `none`.
 */
export async function openAsset(file: string): Promise<OpenedAsset> {
  if (!(await carriesStore(file))) return { kind: 'none' }
  const { size } = await stat(file)
  if (size > largestVerifiedBytes) return { kind: 'unreadable', because: 'The file is too large to verify them here.' }
  const bytes = await readFile(file)
  const format = formats.find(({ isOf }) => isOf(bytes))
  if (!format) return { kind: 'unreadable', because: 'They cannot be verified in this file format here.' }
  try {
    const asset = format.open(bytes)
    const store = asset?.getManifestJUMBF()
    if (asset && store) return { kind: 'readable', asset, store }
  } catch {
    return { kind: 'unreadable', because: 'They are damaged and cannot be read.' }
  }
  return { kind: 'unreadable', because: 'They are not where this file format keeps them.' }
}

/** Looks for a mark of a manifest store, a megabyte at a time, so memory does not grow with the file. */
async function carriesStore(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const chunk = Buffer.alloc(1024 * 1024)
    let kept = 0
    for (let position = 0; ; ) {
      const { bytesRead } = await handle.read(chunk, kept, chunk.length - kept, position)
      if (bytesRead === 0) return false
      const filled = kept + bytesRead
      const read = chunk.subarray(0, filled)
      if (storeMarks.some((mark) => read.includes(mark))) return true
      kept = Math.min(longestMark - 1, filled)
      chunk.copyWithin(0, filled - kept, filled)
      position += bytesRead
    }
  } finally {
    await handle.close()
  }
}
