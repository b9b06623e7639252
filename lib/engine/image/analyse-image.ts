import type { Analysis, AnalysisRequest, MediaFacts, ReportProgress } from '../analysis'
import { describeCoverage } from '../coverage'
import { listDoubts } from '../doubts'
import { checkContent } from '../model/check-content'
import { preparePicture } from '../model/prepare-picture'
import { checkProvenance } from '../provenance/check-provenance'
import { listNotChecked } from '../registry'
import { runCheck } from '../run-check'
import { judge, priorOf } from '../verdict'
import { checkCopyMove } from './check-copy-move'
import { checkDouble } from './check-double'
import { checkGhost } from './check-ghost'
import { checkJpegFacts } from './check-jpeg-facts'
import { checkNoise } from './check-noise'
import { checkPages, pageOf, pagesLookedAt } from './check-pages'
import { checkPictureFacts } from './check-picture-facts'
import { checkTags } from './check-tags'
import { drawPreview } from './draw-preview'
import { type OpenPicture, openPicture } from './open-picture'
import { pictureFingerprints } from './picture-fingerprints'

/** Decoding the same pixels side by side would cost memory for no time, so the checks run one after the other. */
const checkLimitMs = 30_000

/** Analyses a picture. Rejects with AnalysisFailure, permanent, when it is no picture or cannot be read to its end. */
export async function analyseImage(request: AnalysisRequest, report: ReportProgress): Promise<Analysis> {
  const prior = priorOf(request.baseRate)
  report('Opening the picture', 0)
  const open = await openPicture(request)
  const preview = await drawPreview(open.readable, request.workFolder)
  report('Reading Content Credentials', 0.2)
  const provenance = await checkProvenance(request)
  report('Looking for marks of generators', 0.35)
  const tags = await runCheck('picture.tags', () => checkTags(open), checkLimitMs)
  report('Reading how it was saved', 0.45)
  const saved = await runCheck('jpeg.facts', () => checkJpegFacts(open), checkLimitMs)
  report('Searching for parts saved differently', 0.5)
  const ghost = await runCheck('jpeg.ghost', () => checkGhost(open), checkLimitMs)
  const double = await runCheck('jpeg.double', () => checkDouble(open), checkLimitMs)
  report('Searching for copied parts', 0.7)
  const copied = await runCheck('picture.copy-move', () => checkPages(open, checkCopyMove), checkLimitMs)
  report('Measuring the picture', 0.85)
  const noise = await runCheck('picture.noise', () => checkPages(open, checkNoise), checkLimitMs)
  const looked = pagesLookedAt(open)
  const later = looked.filter((page) => page > 0).map((page) => pageOf(open, page))
  const measure = () => checkPictureFacts(open.picture, fileFacts(open), later)
  const measured = await runCheck('picture.facts', measure, checkLimitMs)
  const shown = looked.map((page) => ({ page: page + 1, pixels: pageOf(open, page).pixels }))
  const content = await checkContent(request, 'image', preparePicture(shown))
  const evidence = [
    ...provenance.evidence,
    ...tags,
    ...saved,
    ...ghost,
    ...double,
    ...copied,
    ...noise,
    ...measured,
    ...content,
    ...listNotChecked('image', content),
  ]
  const verdict = judge(evidence, prior)
  const facts = factsOf(open)
  report('Done', 1)
  return {
    mediaType: 'image',
    ...(prior !== 0 && { baseRate: request.baseRate }),
    verdict,
    sound: null,
    evidence,
    facts,
    coverage: describeCoverage(evidence),
    doubts: listDoubts({ facts, evidence, verdict, frames: [] }),
    c2pa: provenance.manifest,
    frames: [],
    peaks: [],
    windows: [],
    // Decoded already, unless every check of its pixels passed it over.
    fingerprints: { pictures: await pictureFingerprints(open), sound: null },
    preview,
  }
}

function fileFacts({ pages, hasAlpha, trailer }: OpenPicture) {
  return { pages, hasAlpha, appended: trailer.kind === 'none' ? null : `${trailer.kind}, ${trailer.bytes} bytes` }
}

function factsOf({ picture }: OpenPicture): MediaFacts {
  return {
    container: picture.format,
    width: picture.width,
    height: picture.height,
    durationSeconds: null,
    frameRate: null,
    videoCodec: null,
    audioCodec: null,
    sampleRate: null,
    channels: null,
  }
}
