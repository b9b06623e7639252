import fs from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { uploadKeys } from '@/drizzle/schema/retention'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import type { Actor } from '@/lib/access/actor'
import { StoredFileInput } from '@/lib/cases/stored-file'
import { command } from '@/lib/db/command'
import { dropRefused, keepFile } from '@/lib/media/keep-file'
import { makeMediaToken, tokenSeconds } from '@/lib/media/media-token'
import type { ReceivedFile } from '@/lib/media/receive-file'
import { sealUploadName } from '@/lib/media/sealed-name'

const open = command({
  permission: 'case.open',
  input: StoredFileInput,
  async run(tx, { sealedWith: key, ...file }, actor) {
    const { teamId } = actor
    if (key === null) throw new Error('whether the file may be kept is not known, so it has to be sealed')
    // Nor may its name and digest stand where they would outlive it.
    const filename = sealUploadName(key, file)
    await tx.insert(uploadKeys).values({ teamId, uploadId: file.id, key })
    const expiresAt = sql`now() + make_interval(secs => ${tokenSeconds})`
    const [added] = await tx
      .insert(secureUploads)
      .values({ ...file, filename, sha256: '', teamId, expiresAt })
      .returning({ expiresAt: secureUploads.expiresAt })
    if (!added) throw new Error('the upload got no row')
    const { id: uploadId, mediaType, sizeBytes } = file
    return {
      result: await makeMediaToken(teamId, uploadId, added.expiresAt),
      events: [{ type: 'upload.received', uploadId, mediaType, sizeBytes }],
    }
  },
})

/**
 * Keeps a received file for the one request that will name it, within an hour, by the token this answers. The file moves
 * into the media store, or is deleted when it is refused. Throws DocketError.
 */
export async function openSecureUpload(actor: Actor, received: ReceivedFile): Promise<string> {
  try {
    const file = await keepFile(actor.teamId, received)
    return await open(actor, file).catch(async (error: unknown) => {
      await dropRefused([file], error)
      throw error
    })
  } finally {
    // Gone from there once it was kept.
    await fs.rm(received.path, { force: true })
  }
}
