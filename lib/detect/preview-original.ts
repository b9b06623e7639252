import type { Analysis } from '@/lib/engine/analysis'
import { drawPreview } from '@/lib/engine/image/draw-preview'
import { openPicture } from '@/lib/engine/image/open-picture'
import { log } from '@/lib/log'
import { loadFileKey } from '@/lib/media/load-file-key'
import { localCopy } from '@/lib/media/local-copy'
import type { RemoteRun } from './load-remote-run'

/**
 * A picture's preview for lists, drawn in the work folder, where another detector judged it. Null for sound and video, and
 * where it cannot be drawn: the verdict does without.
 */
export async function previewOriginal(
  original: RemoteRun['original'],
  workFolder: string,
): Promise<Analysis['preview']> {
  if (original?.mediaType !== 'image' || original.deletedAt) return null
  try {
    const path = await localCopy(original, await loadFileKey(original), workFolder)
    const { bytes } = await openPicture({ path, workFolder, visualize: false })
    return await drawPreview(bytes, workFolder)
  } catch (error) {
    log.info({ err: error, mediaId: original.id }, 'a picture that was judged elsewhere got no preview')
    return null
  }
}
