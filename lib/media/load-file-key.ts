import type { media } from '@/drizzle/schema/media'
import { withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { readCaseKey } from '@/lib/retention/case-key'
import { readFileKey } from './file-key'

/** The refusal for media whose key was destroyed, or lost in a crash of the database. */
export function keyGone(): DocketError {
  return new DocketError(
    'gone',
    'The key to this media is gone, so nobody can open it any more. Hand the media in again if you need it.',
  )
}

/** The key that a copy's bytes in its store are sealed with; null: they lie there as they are. Throws DocketError `gone`. */
export async function loadFileKey(
  copy: Pick<typeof media.$inferSelect, 'id' | 'teamId' | 'caseId' | 'fileKey'>,
): Promise<Buffer | null> {
  const { id, teamId, caseId, fileKey } = copy
  if (fileKey === null) return null
  const ofCase = fileKey.startsWith('case.')
  const caseKey = ofCase ? await withTeam(teamId, (tx) => readCaseKey(tx, { teamId, caseId })) : null
  const key = readFileKey(fileKey, id, caseKey)
  if (key === null) throw keyGone()
  return key
}
