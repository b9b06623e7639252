import path from 'node:path'
import type { Analysis } from '../analysis'
import { decodePicture } from './open-picture'
import { refusePicture } from './refusals'

/** Pixels. */
export const widestPreview = 640

/**
 * Draws the preview into the work folder, upright, its first page only. Decodes the picture to its end, so a damaged
 * one is noticed here: rejects with AnalysisFailure then.
 */
export async function drawPreview(bytes: Buffer, workFolder: string): Promise<NonNullable<Analysis['preview']>> {
  const file = path.join(workFolder, 'preview.webp')
  try {
    const { width, height } = await decodePicture(bytes)
      .autoOrient()
      .resize({ width: widestPreview, height: widestPreview * 4, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(file)
    return { path: file, width, height, contentType: 'image/webp' }
  } catch (cause) {
    throw refusePicture('damaged', cause)
  }
}
