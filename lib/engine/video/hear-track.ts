import type { AnalysisRequest, ReportProgress } from '../analysis'
import { openContainer } from '../container/open-container'
import type { Decoder } from '../decoder'
import { AnalysisFailure } from '../failure'
import { checksOf } from '../registry'
import { notApplicable } from '../run-check'
import { silence } from '../sound/analyse-sound'
import { type Heard, listen, unheard } from '../sound/listen'
import { toEvidence } from '../to-evidence'

/**
 * Listens to the sound track of a video, if there is one and it was asked for; a track that cannot be decoded is
 * evidence too. `because`: where nothing was heard, why, in a sentence.
 */
export async function hearTrack(
  decoder: Decoder,
  request: AnalysisRequest,
  report: ReportProgress,
): Promise<Heard & { because: string }> {
  if (request.modality === 'video') return nothing('not_checked', 'Only the picture of this video was asked for.')
  const container = openContainer(decoder, request.path)
  try {
    if (container.sound === null) return nothing('not_applicable', 'This video has no sound track.')
    const heard = await listen(decoder, container, request, report)
    if (heard.seconds === 0) return nothing('failed', silence(request, container.durationSeconds))
    return { ...heard, because: '' }
  } catch (error) {
    if (error instanceof AnalysisFailure) return nothing('failed', error.message)
    throw error
  } finally {
    container.close()
  }
}

function nothing(status: 'not_applicable' | 'not_checked' | 'failed', because: string) {
  const evidence = checksOf('sound', 'video').map((name) => toEvidence(name, { ...notApplicable(because), status }))
  return { ...unheard, evidence, seconds: 0, reached: null, because }
}
