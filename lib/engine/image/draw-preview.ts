import path from 'node:path'
import { decodePicture } from './open-picture'
import { previewSize } from './preview-size'
import type { Redrawn } from './redraw-picture'
import { refusePicture } from './refusals'

/**
 * Draws the preview into the work folder, upright, its first page only. Decodes the picture to its end, so a damaged
 * one is noticed here: rejects with AnalysisFailure then.
 */
export function drawPreview(bytes: Buffer, workFolder: string): Promise<Redrawn> {
  return drawPicture(bytes, path.join(workFolder, 'preview.webp'), previewSize)
}

/** The same into a file of any name, at most so many pixels wide and high. */
export async function drawPicture(
  bytes: Buffer,
  file: string,
  most: { width: number; height: number },
): Promise<Redrawn> {
  try {
    const { width, height } = await decodePicture(bytes)
      .autoOrient()
      .resize({ ...most, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(file)
    return { path: file, width, height, contentType: 'image/webp' }
  } catch (cause) {
    throw refusePicture('damaged', cause)
  }
}
