import path from 'node:path'
import { drawPicture } from './draw-preview'
import { openPicture } from './open-picture'

/** What is asked of the process of an analysis where a picture is to be drawn anew and nothing analysed. */
export interface RedrawRequest {
  /** Absolute path of the picture. Read, never changed. */
  path: string
  /** An existing folder; the only one that is written to. */
  workFolder: string
  /** Name of the file that is drawn there. */
  redrawAs: string
  /** The most it may have, pixels. */
  width: number
  height: number
}

/** A picture as it was drawn: a WebP without anything else its file carried. */
export interface Redrawn {
  path: string
  contentType: 'image/webp'
  /** Pixels. */
  width: number
  height: number
}

/** Draws a picture anew, upright, its first page only. Rejects with AnalysisFailure, permanent, as openPicture does, and for a damaged one. */
export async function redrawPicture(request: RedrawRequest): Promise<Redrawn> {
  const { path: file, workFolder, redrawAs, width, height } = request
  const { readable } = await openPicture({ path: file, workFolder, visualize: false })
  return drawPicture(readable, path.join(workFolder, path.basename(redrawAs)), { width, height })
}
