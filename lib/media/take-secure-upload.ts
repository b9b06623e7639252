import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { uploadKeys } from '@/drizzle/schema/retention'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { readMediaToken, refusedToken } from './media-token'
import { unsealUploadName } from './sealed-name'
import type { StoredFile } from './store'

/**
 * Takes the secure upload a token stands for, which uses it up, and answers its file, in the transaction that gives the
 * file to a case: of two requests with one token one is refused. Throws `bad_request` with `fields.media_token` when the
 * token is forged, another team's, used or expired, or its key was lost.
 */
export async function takeSecureUpload(tx: Transaction, actor: Actor, token: string): Promise<StoredFile> {
  const uploadId = await readMediaToken(actor.teamId, token)
  const [found] = await tx
    .select()
    .from(secureUploads)
    .where(
      and(
        eq(secureUploads.teamId, actor.teamId),
        eq(secureUploads.id, uploadId),
        isNull(secureUploads.usedAt),
        gt(secureUploads.expiresAt, sql`now()`),
      ),
    )
    .for('update')
  if (!found?.filename) {
    throw refusedToken('was used already or has expired. Upload the file again with POST /secure_uploads.')
  }
  // Its key becomes the file's row's to keep. It is gone after a crash of the database.
  const [kept] = await tx
    .delete(uploadKeys)
    .where(and(eq(uploadKeys.teamId, actor.teamId), eq(uploadKeys.uploadId, uploadId)))
    .returning({ key: uploadKeys.key })
  if (!kept) {
    throw refusedToken('stands for a file whose key was lost. Upload the file again with POST /secure_uploads.')
  }
  // Name and digest tell whoever has the file that it was here: from now on the case has them, or must not.
  await tx
    .update(secureUploads)
    .set({ usedAt: sql`now()`, filename: null, sha256: '' })
    .where(and(eq(secureUploads.teamId, actor.teamId), eq(secureUploads.id, uploadId)))
  const { id, store, storeKey, storeFingerprint, mediaType, contentType, sizeBytes } = found
  const { filename, sha256 } = unsealUploadName(kept.key, id, found.filename)
  const sealedWith = kept.key
  return { id, store, storeKey, storeFingerprint, mediaType, contentType, filename, sizeBytes, sha256, sealedWith }
}
