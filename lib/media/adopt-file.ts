import fs from 'node:fs/promises'
import type { media } from '@/drizzle/schema/media'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { FetchFailure } from './fetch-failure'
import { requireSpace } from './folders'
import { receiveFile } from './receive-file'
import { sniffUpload } from './sniff'
import { type StoredFile, storeHolding } from './store'

/** What such a file is called in a refusal: that is kept in the trail, which holds no filenames. */
const subject = 'The file'

/**
 * Looks at a file that a browser sent to the media store itself, whole and by its bytes, as if it had come here: only what
 * this answers may become a case's original. The file stays where it is. Throws FetchFailure; `permanent` when it is no media,
 * too large, or gone.
 */
export async function adoptFile(copy: typeof media.$inferSelect, signal: AbortSignal): Promise<StoredFile> {
  const { id, store, storeKey, storeFingerprint, filename } = copy
  const held = storeHolding(copy)
  const maxBytes = env().SECURE_UPLOAD_MAX_MB * 1024 ** 2
  const size = await held.size(storeKey)
  if (size === null) throw permanent('The file is not in the media store any more. Hand it in once more.')
  if (size > maxBytes) throw tooLarge()
  await requireSpace(size)
  const stream = await held.open(storeKey)
  const stop = () => stream.destroy(new Error('the worker is being stopped'))
  signal.addEventListener('abort', stop, { once: true })
  try {
    const { path, ...found } = await receiveFile(stream, {
      maxBytes,
      tooLarge,
      identify: (head) => sniffUpload(filename, '', head),
      subject,
    })
    await fs.rm(path, { force: true })
    if (found.sizeBytes !== size) throw new Error('the media store broke off before the file was complete')
    return { ...found, id, store, storeKey, storeFingerprint }
  } catch (error) {
    if (!(error instanceof DocketError) || error.code !== 'bad_request') throw error
    throw permanent(error.message.replaceAll(`“${filename}”`, subject), error)
  } finally {
    signal.removeEventListener('abort', stop)
    stream.destroy()
  }
}

function tooLarge(): FetchFailure {
  return permanent('The file is larger than was announced, and than one upload may be. Shorten or compress it.')
}

function permanent(message: string, cause?: unknown): FetchFailure {
  return new FetchFailure(message, { permanent: true, cause })
}
