import type { Analysis, AnalysisRequest, MediaFacts, ReportProgress } from '../analysis'
import { describeCoverage } from '../coverage'
import { listDoubts } from '../doubts'
import { askModels } from '../model/ask-models'
import { preparePicture } from '../model/prepare-picture'
import { readCredentials } from '../provenance/credentials'
import { listNotChecked } from '../registry'
import { runChecks } from '../run-checks'
import { judge, priorOf } from '../verdict'
import { drawPreview } from './draw-preview'
import { pageOf, pagesLookedAt } from './look-at-pages'
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
  const provenance = await readCredentials(request)
  const looked = await runChecks('picture', 'image', open, { limitMs: checkLimitMs, report })
  const shown = pagesLookedAt(open).map((page) => ({ page: page + 1, pixels: pageOf(open, page).pixels }))
  const content = await askModels(request, 'image', preparePicture(shown))
  const evidence = [...provenance.evidence, ...looked, ...content, ...listNotChecked('image', content)]
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
