import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Picture } from '../check'
import type { Evidence } from '../evidence'

import { checkPictureFacts } from '../image/check-picture-facts'
import { openPicture } from '../image/open-picture'
import { isJpeg } from '../image/sniff-picture'
import { runCheck } from '../run-check'
import { runNamed } from '../run-checks'
import type { SampledFrame } from './sample-frames'

/** Frames of a Motion JPEG video that get the checks of JPEG files, which take up to a second each. */
export const mostJpegFrames = 60

/** A Huffman table: JPEG frames of old AVI files leave it out, and cannot be read as files without it. */
const huffmanMark = Buffer.from([0xff, 0xc4])

/** A sampled frame and what its checks answered. */
export interface CheckedFrame {
  /** Seconds from the start of the media. */
  second: number
  evidence: Evidence[]
}

/**
 * Runs the picture checks on one frame of a video: those of JPEG files where the frame came as one (Motion JPEG), else
 * those that need only pixels; the rest do not apply to a frame and are not listed. Writes to `workFolder` and cleans up after itself.
 */
export async function examineFrame(sampled: SampledFrame, workFolder: string): Promise<CheckedFrame> {
  const evidence = (await checkAsJpeg(sampled, workFolder)) ?? (await checkDecoded(sampled, workFolder))
  return { second: sampled.second, evidence }
}

/** The checks that need no encoded file. */
function checkDecoded({ pixels }: SampledFrame, workFolder: string): Promise<Evidence[]> {
  const { width, height } = pixels
  const picture: Picture = {
    path: null,
    format: 'frame',
    width,
    height,
    pixels: async () => pixels,
    workFolder,
    visualize: false,
  }
  return runCheck('picture.facts', () => checkPictureFacts(picture))
}

/** Null where the frame did not come as a JPEG that can be read: the decoded frame is there all the same. */
async function checkAsJpeg({ jpeg }: SampledFrame, workFolder: string): Promise<Evidence[] | null> {
  // What begins as another picture is none of the film’s, though FFmpeg finds a JPEG further in.
  if (jpeg === null || !isJpeg(jpeg) || !jpeg.includes(huffmanMark)) return null
  const file = path.join(workFolder, 'frame.jpg')
  try {
    await writeFile(file, jpeg)
    const open = await openPicture({ path: file, workFolder, visualize: false }).catch(() => null)
    if (open === null) return null
    return [...(await runNamed('picture', 'jpeg.facts', open)), ...(await runNamed('picture', 'jpeg.ghost', open))]
  } finally {
    await rm(file, { force: true })
  }
}
