import type { Analysis } from '../analysis'
import type { Evidence } from '../evidence'
import { isOfSound } from '../model/model-track'
import { judge } from '../verdict'

/** Checks of a video that look at its picture alone. */
const ofThePicture: ReadonlySet<string> = new Set(['video.frames', 'video.frozen'])

/**
 * The verdict on the sound of a video: by what the file says as a whole and what its sound gave, without what was found
 * in its picture. The same as where the sound alone was asked for. `heard`: whether any sound could be listened to;
 * `prior`: log-odds.
 */
export function judgeSound(evidence: Evidence[], heard: boolean, prior = 0): Analysis['sound'] {
  if (!heard) return null
  const { label, score } = judge(evidence.filter(concernsSound), prior)
  return { label, score }
}

function concernsSound(item: Evidence): boolean {
  const { check, facts } = item
  if (check === 'model.content') return isOfSound(item)
  // A match by frames says nothing of the sound under them; the same bytes do.
  if (check === 'match.known') return facts.how !== 'frames' && facts.how !== 'picture'
  return !ofThePicture.has(check)
}
