import type { Analysis, AnalysisRequest, MediaFacts, ReportProgress } from '../analysis'
import type { Finding } from '../check'
import { findTags } from '../container/find-tags'
import { openContainer } from '../container/open-container'
import { findFacts, readFacts } from '../container/read-facts'
import { readTags } from '../container/read-tags'
import { describeCoverage } from '../coverage'
import { type Decoder, loadDecoder } from '../decoder'
import { listDoubts } from '../doubts'
import type { Evidence } from '../evidence'
import { AnalysisFailure } from '../failure'
import { readProvenance } from '../provenance/read-provenance'
import { inOrder, listNotChecked, toEvidence } from '../registry'
import { notApplicable, runCheck } from '../run-check'
import { type Heard, listen } from '../sound/listen'
import { judge } from '../verdict'
import { findFrames } from './find-frames'
import { type Watched, watch } from './watch'

/**
 * Analyses a video: Content Credentials, generator marks, container facts, one frame a second through the picture
 * checks, and the sound track through the sound checks, as `modality` asks. A track that cannot be decoded is said in
 * the evidence; rejects with AnalysisFailure when no track can be, or there is no decoder.
 */
export async function analyseVideo(request: AnalysisRequest, report: ReportProgress): Promise<Analysis> {
  report('Opening the file', 0)
  const decoder = await loadDecoder()
  const part = cutToPart(request)
  const container = await openContainer(decoder, part.path)
  try {
    const facts: MediaFacts = readFacts(decoder, container)
    const tags = await runCheck('video.tags', async () => findTags(readTags(container)))
    const packing = await runCheck('container.facts', async () => findFacts(facts, container))
    report('Reading Content Credentials', 0.02)
    const provenance = await readProvenance(part.path, { trustListPath: part.trustListPath })
    const seen = await see(decoder, part, (stage, share) => report(stage, 0.05 + share * 0.8))
    const heard = await hear(decoder, part, (stage, share) => report(stage, 0.85 + share * 0.15))
    if (seen.watched.frames.length === 0 && heard.seconds === 0) throw nothingDecoded(seen.because ?? heard.because)
    const evidence = inOrder([
      ...provenance.findings.map((finding) => toEvidence('provenance.c2pa', finding)),
      ...tags,
      ...packing,
      ...seen.evidence,
      ...heard.evidence,
      ...listNotChecked('video'),
    ])
    const verdict = judge(evidence)
    const { frames, preview } = seen.watched
    return {
      mediaType: 'video',
      verdict,
      evidence,
      facts,
      coverage: describeCoverage(evidence),
      doubts: [...heard.doubts, ...listDoubts({ facts, evidence, verdict, frames })],
      c2pa: provenance.manifest,
      frames: part.modality === 'audio' ? [] : frames,
      peaks: heard.peaks,
      preview,
    }
  } finally {
    await container.close()
  }
}

/** `maxVideoSeconds` counts from where the part asked for begins. */
function cutToPart(request: AnalysisRequest): AnalysisRequest {
  if (request.maxVideoSeconds === null) return request
  const end = Math.max(0, request.startRegion ?? 0) + request.maxVideoSeconds
  return { ...request, endRegion: Math.min(request.endRegion ?? end, end) }
}

async function see(decoder: Decoder, request: AnalysisRequest, report: ReportProgress) {
  const none: Watched = { frames: [], preview: null, unchanged: [], size: null }
  const because = (finding: Finding) => ({
    watched: none,
    evidence: [toEvidence('video.frames', finding)],
    because: finding.explain,
  })
  const container = await openContainer(decoder, request.path)
  try {
    if (container.video === null) return because(notApplicable('There is no picture track in this file.'))
    // The preview is drawn also where only the sound was asked for.
    const onlySound = request.modality === 'audio'
    const watched = await watch(decoder, container, request, report, onlySound ? 3 : undefined)
    if (onlySound) return { ...because(notAskedFor('picture')), watched }
    if (watched.frames.length === 0) return because(broken('No frame could be decoded from the part asked for.'))
    const asJpeg = container.video.codecpar.codecId === decoder.constants.AV_CODEC_ID_MJPEG
    return { watched, evidence: [toEvidence('video.frames', findFrames(watched, asJpeg)[0])], because: null }
  } catch (error) {
    if (error instanceof AnalysisFailure) return because(broken(error.message))
    throw error
  } finally {
    await container.close()
  }
}
