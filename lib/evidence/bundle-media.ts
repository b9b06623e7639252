import type { CaseRow } from '@/lib/cases/move-case'
import { bytesInStore } from '@/lib/media/file-bytes'
import { extensionOf, formats } from '@/lib/media/formats'
import { loadFileKey } from '@/lib/media/load-file-key'
import type { CopyRow } from './bundle-case'
import type { BundleFile } from './bundle-file'

/** Why a case's media cannot be handed out in a bundle, whoever asks; null where it can. */
export function mediaWithheld(
  found: Pick<CaseRow, 'zeroRetention' | 'retention' | 'withdrawnAt'>,
  copies: Pick<CopyRow, 'copy' | 'deletedAt' | 'sha256'>[],
): string | null {
  if (found.zeroRetention) return 'The case has zero retention: its media is never handed out.'
  if (found.retention !== 'keep' || found.withdrawnAt) return 'The case’s media was deleted or is about to be.'
  return copies.some(isThere) ? null : 'There is no media any more, or none has arrived.'
}

/** The copies that still exist, as files of the bundle. */
export function mediaFiles(copies: CopyRow[]): BundleFile[] {
  return copies.filter(isThere).map((copy) => ({
    path: `media/${copy.copy}-${copy.id}${ending(copy)}`,
    size: copy.sizeBytes,
    sha256: copy.sha256,
    open: async () => bytesInStore(copy, await loadFileKey(copy)).open(),
  }))
}

function isThere({ deletedAt, sha256 }: Pick<CopyRow, 'deletedAt' | 'sha256'>): boolean {
  return deletedAt === null && sha256 !== ''
}

function ending({ contentType, filename }: CopyRow): string {
  const usual = formats.find((format) => format.contentType === contentType)?.extensions[0]
  const extension = usual ?? extensionOf(filename)
  return /^[a-z0-9]{1,5}$/.test(extension) ? `.${extension}` : ''
}
