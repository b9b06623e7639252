import crypto from 'node:crypto'
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Analysis, MediaType } from '@/lib/engine/analysis'
import { dropFile, keepFile } from '@/lib/media/keep-file'
import { type ArrivedFile, type ReceivedFile, receiveFile } from '@/lib/media/receive-file'
import type { MediaIdentity } from '@/lib/media/sniff'
import type { StoredFile } from '@/lib/media/store'
import { bareMaps } from '@/lib/retention/redact-result'

export type StoredPicture = StoredFile & { width: number; height: number }

export interface StoredPictures {
  preview: StoredPicture | null
  /** By the evidence's place in the analysis. */
  maps: Map<number, StoredPicture>
}

/**
 * Moves the pictures an analysis left in its work folder into the media store. Under zero retention they are sealed on their way
 * out of memory, but for maps that show nothing of the media.
 */
export async function storePictures(
  teamId: string,
  analysis: Analysis,
  zeroRetention: boolean,
): Promise<StoredPictures> {
  const stored: StoredPictures = { preview: null, maps: new Map() }
  const { mediaType } = analysis
  const put = (name: string, picture: DrawnPicture, sealed: boolean) =>
    keep(teamId, { ...picture, mediaType, name }, { copied: zeroRetention, sealed })
  try {
    if (analysis.preview) stored.preview = await put('preview', analysis.preview, zeroRetention)
    for (const [place, { map, check }] of analysis.evidence.entries()) {
      if (map) stored.maps.set(place, await put(check, map, zeroRetention && !bareMaps.has(check)))
    }
    return stored
  } catch (error) {
    for (const picture of allPictures(stored)) await dropFile(picture)
    throw error
  }
}

/** Preview and maps in one list. */
export function allPictures({ preview, maps }: StoredPictures): StoredPicture[] {
  return [...(preview ? [preview] : []), ...maps.values()]
}

interface DrawnPicture {
  path: string
  contentType: 'image/png' | 'image/webp'
  width: number
  height: number
}

/** `copied`: the work folder lies in memory, so the file cannot just be moved. */
async function keep(
  teamId: string,
  { path, contentType, width, height, mediaType, name }: DrawnPicture & { mediaType: MediaType; name: string },
  { copied, sealed }: { copied: boolean; sealed: boolean },
): Promise<StoredPicture> {
  const known = { mediaType, contentType, filename: `${name}.${contentType.slice('image/'.length)}` }
  const drawn = copied ? await copyPicture(path, known, sealed) : { ...(await measure(path)), ...known }
  return { ...(await keepFile(teamId, drawn)), width, height }
}

/** Into the incoming folder; no more than a picture's bytes are in memory at a time. */
function copyPicture(path: string, identity: MediaIdentity, sealed: boolean): Promise<ReceivedFile> {
  return receiveFile(fs.createReadStream(path), {
    maxBytes: Number.POSITIVE_INFINITY,
    tooLarge: () => new Error('a picture has no largest size'),
    identify: async () => identity,
    archive: true,
    sealed,
  })
}

async function measure(path: string): Promise<ArrivedFile> {
  const hash = crypto.createHash('sha256')
  await pipeline(fs.createReadStream(path), hash)
  const { size } = await fs.promises.stat(path)
  return { path, sizeBytes: size, sha256: hash.digest('hex'), sealedWith: null }
}
