import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { keptFileKey } from '@/lib/media/file-key'
import { readCaseKey } from '@/lib/retention/case-key'
import type { StoredPicture, StoredPictures } from './store-pictures'

interface OfCase {
  teamId: string
  caseId: string
  zeroRetention: boolean
}

/**
 * Gives the pictures of an analysis their rows, and answers the maps that have one. None has where the key that they would be
 * read with is gone; their bytes are then swept.
 */
export async function keepPictures(
  tx: Transaction,
  { teamId, caseId, zeroRetention }: OfCase,
  { preview, maps }: StoredPictures,
): Promise<StoredPictures['maps']> {
  const caseKey = zeroRetention ? await readCaseKey(tx, { teamId, caseId }) : null
  if (zeroRetention && caseKey === null) return new Map()
  const rowOf = (file: StoredPicture, copy: 'preview' | 'map') => {
    // A plain hash would tell whoever has the media that it was here.
    const sha256 = zeroRetention ? '' : file.sha256
    return { ...file, copy, sha256, teamId, caseId, fileKey: keptFileKey(file, caseKey) }
  }
  const rows = [...(preview ? [rowOf(preview, 'preview')] : []), ...[...maps.values()].map((map) => rowOf(map, 'map'))]
  if (rows.length > 0) await tx.insert(media).values(rows)
  return maps
}
