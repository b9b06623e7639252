import type { Stream } from 'node-av/lib'
import type { Finding } from '../check'
import type { Container } from '../container/open-container'
import { notApplicable } from '../run-check'
import type { Subjects } from '../subjects'
import { findAgreement } from './find-agreement'

/** The check `video.agreement`: compares sound and picture, where both were asked for and decoded. */
export function checkAgreement({ modality, container, seen, heard, declared }: Subjects['tracks']): Finding[] {
  if (modality !== 'all') {
    const finding = notApplicable('Only one of sound and picture was asked for, so they were not compared.')
    return [{ ...finding, status: 'not_checked' }]
  }
  if (seen.cuts === null || heard.seconds === 0) {
    return [notApplicable('There are not both a sound and a picture that could be decoded.')]
  }
  const starts = { picture: startOf(container.video, container), sound: startOf(container.sound, container) }
  const { loudest, breaks, seconds } = heard
  return findAgreement({ starts, declared, loudest, breaks, cuts: seen.cuts, seconds })
}

/** Seconds from the start of the media at which a track begins; null where its container does not say. */
function startOf(track: Stream | null, { startSeconds }: Container): number | null {
  if (track === null || track.timeBase.den <= 0) return null
  const start = (Number(track.startTime) * track.timeBase.num) / track.timeBase.den - startSeconds
  // FFmpeg's word for "not known" is a number far below all others.
  return start > -3600 && start < 1e6 ? start : null
}
