import crypto from 'node:crypto'
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Analysis, MediaType } from '@/lib/engine/analysis'
import { dropFile, keepFile } from '@/lib/media/keep-file'
import type { StoredFile } from '@/lib/media/store'

export type StoredPicture = StoredFile & { width: number; height: number }

export interface StoredPictures {
  preview: StoredPicture | null
  /** By the evidence's place in the analysis. */
  maps: Map<number, StoredPicture>
}

/** Moves the pictures an analysis left in its work folder into the media store. */
export async function storePictures(teamId: string, analysis: Analysis): Promise<StoredPictures> {
  const stored: StoredPictures = { preview: null, maps: new Map() }
  try {
    if (analysis.preview) stored.preview = await keep(teamId, analysis.mediaType, 'preview', analysis.preview)
    for (const [place, { map, check }] of analysis.evidence.entries()) {
      if (map) stored.maps.set(place, await keep(teamId, analysis.mediaType, check, map))
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

async function keep(
  teamId: string,
  mediaType: MediaType,
  name: string,
  picture: { path: string; contentType: 'image/png' | 'image/webp'; width: number; height: number },
): Promise<StoredPicture> {
  const hash = crypto.createHash('sha256')
  await pipeline(fs.createReadStream(picture.path), hash)
  const { size } = await fs.promises.stat(picture.path)
  const { path, contentType, width, height } = picture
  const filename = `${name}.${contentType.slice('image/'.length)}`
  const file = await keepFile(teamId, {
    path,
    mediaType,
    contentType,
    filename,
    sizeBytes: size,
    sha256: hash.digest('hex'),
  })
  return { ...file, width, height }
}
