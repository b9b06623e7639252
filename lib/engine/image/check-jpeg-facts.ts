import type { Finding } from '../check'
import type { EvidenceFacts } from '../evidence'
import { notCounted } from '../not-counted'
import { notApplicable } from '../run-check'
import { compareThumbnail } from './compare-thumbnail'
import { listContradictions } from './exif-claims'
import { type JpegStructure, readJpegStructure } from './jpeg-structure'
import type { OpenPicture } from './open-picture'
import { type PictureTags, readTags } from './read-tags'

/** Below this correlation the thumbnail shows something else than the picture. Real pairs lie above 0.9. */
export const thumbnailThreshold = 0.5

/**
 * The check `jpeg.facts`: how the JPEG was saved, and whether its EXIF block and thumbnail belong to this picture. No
 * evaluation card, so it moves no score.
 */
export async function checkJpegFacts(open: OpenPicture): Promise<Finding[]> {
  const { picture } = open
  if (picture.path === null) return [notApplicable('A single video frame is not a JPEG file.')]
  if (picture.format !== 'jpeg') return [notApplicable('The picture is not a JPEG.')]
  const structure = readJpegStructure(open.bytes)
  if (!structure) return [notApplicable('The markers of this JPEG cannot be read.')]
  const tags = await readTags(open.blocks)
  const likeness = await compareThumbnail(open)
  const resized = isResized(tags, open)
  const contradictions = listContradictions(tags, Date.now())
  const facts: EvidenceFacts = {
    quality: structure.quality?.quality ?? null,
    tables: structure.quality ? (structure.quality.standard ? 'standard' : 'of its own') : null,
    progressive: structure.progressive,
    subsampling: structure.subsampling,
    adobeMarker: structure.hasAdobe,
    thumbnailLikeness: likeness === null ? null : Math.round(likeness * 100) / 100,
    exifWidth: tags.exifWidth ?? null,
    exifHeight: tags.exifHeight ?? null,
    savedAfterTaken: savedLater(tags),
    savedBy: nameProgram(structure),
    photoshopSaveAs: structure.savedAs,
    contradictions: contradictions.join('; ') || null,
    appended: open.trailer.kind === 'none' ? null : `${open.trailer.kind}, ${open.trailer.bytes} bytes`,
  }
  const base = { llr: 0, strong: false, facts } as const
  const saved = describe(facts, structure.progressive)
  if (likeness !== null && likeness < thumbnailThreshold) {
    return [
      {
        ...base,
        points: 'manipulated',
        status: 'hit',
        explain: `The thumbnail in the file shows another picture than the file itself. ${saved}`,
        doesNotShow: `It does not show who did it or why: careless programs keep an old thumbnail after a crop. It moves no score. ${notCounted}`,
      },
    ]
  }
  if (contradictions.length > 0) {
    return [
      {
        ...base,
        points: 'context',
        status: 'hit',
        explain: `What its EXIF block says cannot all be true: ${contradictions.join('; ')}. ${saved}`,
        doesNotShow: `It does not show that the content was changed: clocks go wrong and careless programs mix such data up. ${notCounted}`,
      },
    ]
  }
  if (resized) {
    return [
      {
        ...base,
        points: 'context',
        status: 'hit',
        explain: `The EXIF block speaks of ${tags.exifWidth} × ${tags.exifHeight} pixels: it was scaled or cropped later. ${saved}`,
        doesNotShow: `It does not show that the content was changed: sharing a picture scales it as well. ${notCounted}`,
      },
    ]
  }
  return [
    {
      ...base,
      points: 'context',
      status: 'clear',
      explain: saved,
      doesNotShow: `How a picture was saved does not show how it was made. ${notCounted}`,
    },
  ]
}

function describe(facts: EvidenceFacts, progressive: boolean): string {
  const mode = progressive ? 'progressive' : 'baseline'
  if (facts.quality === null) return `A ${mode} JPEG with colours at ${facts.subsampling}.`
  const tables = facts.tables === 'standard' ? 'the standard tables' : 'tables of its own, as cameras and editors have'
  const about = facts.tables === 'standard' ? '' : 'about '
  return `Saved as a ${mode} JPEG at quality ${about}${facts.quality} with ${tables}, colours at ${facts.subsampling}.`
}

/**
 * The program that saved it, as far as its segments and tables tell; null: tables of its own. Photoshop's tables are its own
 * and stand beside Adobe's marker: with standard tables its segment was only carried along.
 */
function nameProgram({ savedForWeb, savedAs, hasAdobe, quality }: JpegStructure): string | null {
  if (savedForWeb !== null) return `Photoshop, Save for Web at ${savedForWeb}`
  if (quality?.standard) return `libjpeg or one like it, at ${quality.quality}`
  return savedAs !== null && hasAdobe ? `Photoshop, Save as at ${savedAs} of 12` : null
}

function isResized({ exifWidth, exifHeight }: PictureTags, { picture }: OpenPicture): boolean {
  if (exifWidth === undefined || exifHeight === undefined) return false
  const sameWay = exifWidth === picture.width && exifHeight === picture.height
  const turned = exifWidth === picture.height && exifHeight === picture.width
  return !sameWay && !turned
}

function savedLater({ takenAt, modifiedAt }: PictureTags): boolean | null {
  return takenAt && modifiedAt ? modifiedAt.getTime() > takenAt.getTime() + 1000 : null
}
