import type { Analysis, AnalysisRequest, ReportProgress } from '../analysis'
import { readDeclaredLength } from '../container/declared-length'
import { openContainer } from '../container/open-container'
import { readFacts } from '../container/read-facts'
import { describeCoverage } from '../coverage'
import { loadDecoder } from '../decoder'
import { listDoubts } from '../doubts'
import { AnalysisFailure } from '../failure'
import { doubtLength, qualify } from '../incomplete'
import { askModels } from '../model/ask-models'
import type { ScoredPiece } from '../model/check-content'
import { isOfSound } from '../model/model-track'
import { prepareTracks } from '../model/prepare-tracks'
import { readCredentials } from '../provenance/credentials'
import { inOrder, listNotChecked } from '../registry'
import { runChecks } from '../run-checks'
import { silentPeak } from '../sound/listen'
import { judge, priorOf } from '../verdict'
import { doubtTracks } from './doubt-tracks'
import { hearTrack } from './hear-track'
import { judgeFrames } from './judge-frames'
import { judgeSound } from './judge-sound'
import { seeTrack } from './see-track'

/**
 * Analyses a video: Content Credentials, generator marks, container facts, one frame a second through the picture
 * checks, and the sound track through the sound checks, as `modality` asks. A track that cannot be decoded is said in
 * the evidence; rejects with AnalysisFailure when nothing asked for can be decoded, or there is no decoder.
 */
export async function analyseVideo(request: AnalysisRequest, report: ReportProgress): Promise<Analysis> {
  const prior = priorOf(request.baseRate)
  report('Opening the file', 0)
  const decoder = await loadDecoder()
  const part = cutToPart(request)
  const container = openContainer(decoder, part.path)
  try {
    const facts = readFacts(decoder, container)
    report('Reading Content Credentials', 0.02)
    const provenance = await readCredentials(part)
    const seen = await seeTrack(decoder, part, (stage, share) => report(stage, 0.05 + share * 0.8))
    const heard = await hearTrack(decoder, part, (stage, share) => report(stage, 0.85 + share * 0.15))
    if (seen.frames.length === 0 && heard.seconds === 0) {
      const pictureFirst = part.modality === 'video' || (part.modality === 'all' && container.video !== null)
      throw new AnalysisFailure((pictureFirst ? seen : heard).because, { permanent: true })
    }
    // Of silence every encoder makes nearly nothing.
    const soundBitRate = (heard.loudest ?? 0) < silentPeak ? null : heard.bitRate
    const packing = await runChecks('container', 'video', { container, facts, soundBitRate })
    const declared = await readDeclaredLength(container, part.path)
    const agreement = await runChecks('tracks', 'video', {
      ...{ container, seen, heard, declared },
      modality: part.modality,
    })
    const scored: ScoredPiece[] = []
    const tracks = { seconds: facts.durationSeconds, unheard: heard.because }
    const content = await askModels(request, 'video', prepareTracks(decoder, part, tracks), {
      tell: (pieces) => scored.push(...pieces.filter(({ definition }) => definition.input.kind === 'image')),
    })
    const frames = judgeFrames(seen.frames, scored, prior)
    const evidence = inOrder([
      ...provenance.evidence,
      ...packing,
      ...seen.evidence,
      ...heard.evidence,
      ...agreement,
      ...content,
      ...listNotChecked('video', content),
    ])
    const incomplete = doubtLength(declared, { picture: seen.reached, sound: heard.reached }, part)
    const verdict = qualify(judge(evidence, prior), incomplete)
    const divided = doubtTracks(
      [...heard.evidence, ...content.filter(isOfSound)],
      [...seen.evidence, ...content.filter((item) => !isOfSound(item))],
      seen.frames,
    )
    return {
      mediaType: 'video',
      ...(prior !== 0 && { baseRate: request.baseRate }),
      verdict,
      sound: judgeSound(evidence, heard.seconds > 0, prior),
      evidence,
      facts,
      coverage: describeCoverage(evidence),
      doubts: [
        ...(incomplete ? [incomplete] : []),
        ...heard.doubts,
        ...(divided ? [divided] : []),
        ...listDoubts({ facts, evidence, verdict, frames }),
      ],
      c2pa: provenance.manifest,
      frames,
      peaks: heard.peaks,
      windows: heard.windows,
      fingerprints: { pictures: seen.fingerprints, sound: heard.fingerprint },
      preview: seen.preview,
    }
  } finally {
    container.close()
  }
}

/** `maxVideoSeconds` counts from where the part asked for begins. */
function cutToPart(request: AnalysisRequest): AnalysisRequest {
  if (request.maxVideoSeconds === null) return request
  const end = Math.max(0, request.startRegion ?? 0) + request.maxVideoSeconds
  return { ...request, endRegion: Math.min(request.endRegion ?? end, end) }
}
