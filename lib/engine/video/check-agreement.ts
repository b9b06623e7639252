import type { Stream } from 'node-av/lib'
import type { AnalysisRequest } from '../analysis'
import type { DeclaredLength } from '../container/declared-length'
import type { Container } from '../container/open-container'
import type { Evidence } from '../evidence'
import { toEvidence } from '../registry'
import { notApplicable, runCheck } from '../run-check'
import type { Heard } from '../sound/listen'
import { findAgreement } from './find-agreement'
import type { Seen } from './see-track'

/** Compares sound and picture, where both were asked for and decoded. */
export async function checkAgreement(
  container: Container,
  { modality }: Pick<AnalysisRequest, 'modality'>,
  seen: Seen,
  heard: Heard,
  declared: DeclaredLength,
): Promise<Evidence[]> {
  const name = 'video.agreement'
  if (modality !== 'all') {
    const finding = notApplicable('Only one of sound and picture was asked for, so they were not compared.')
    return [toEvidence(name, { ...finding, status: 'not_checked' })]
  }
  if (seen.cuts === null || heard.seconds === 0) {
    return [toEvidence(name, notApplicable('There are not both a sound and a picture that could be decoded.'))]
  }
  const { cuts } = seen
  const starts = { picture: startOf(container.video, container), sound: startOf(container.sound, container) }
  const { loudest, breaks, seconds } = heard
  return runCheck(name, async () => findAgreement({ starts, declared, loudest, breaks, cuts, seconds }))
}

/** Seconds from the start of the media at which a track begins; null where its container does not say. */
function startOf(track: Stream | null, { startSeconds }: Container): number | null {
  if (track === null || track.timeBase.den <= 0) return null
  const start = (Number(track.startTime) * track.timeBase.num) / track.timeBase.den - startSeconds
  // FFmpeg's word for "not known" is a number far below all others.
  return start > -3600 && start < 1e6 ? start : null
}
