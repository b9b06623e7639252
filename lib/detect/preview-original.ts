import type { Analysis } from '@/lib/engine/analysis'
import { previewSize } from '@/lib/engine/image/preview-size'
import { runRedraw } from '@/lib/engine/run-redraw'
import { env } from '@/lib/env'
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
  signal: AbortSignal,
): Promise<Analysis['preview']> {
  if (original?.mediaType !== 'image' || original.deletedAt) return null
  try {
    const path = await localCopy(original, await loadFileKey(original), workFolder)
    const request = { path, workFolder, redrawAs: 'preview.webp', ...previewSize }
    return await runRedraw(request, { memoryMegabytes: env().ANALYSIS_MEMORY_MB, signal })
  } catch (error) {
    signal.throwIfAborted()
    log.info({ err: error, mediaId: original.id }, 'a picture that was judged elsewhere got no preview')
    return null
  }
}
