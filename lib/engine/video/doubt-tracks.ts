import type { Doubt } from '../analysis'
import type { Evidence } from '../evidence'
import { judge } from '../verdict'
import type { CheckedFrame } from './examine-frame'

/** A track points one way from this score on, and the other way below the other. */
const pointing = 0.7
const notPointing = 0.55

/**
 * The doubt that only one of the tracks points to a fake: sound and picture need not have the same origin. A voice or a
 * model that fired counts here also where it is too little tested to move the score. `heard` and `seen`: of the sound and
 * of the picture, each with what models found in it. Null where they agree, or where one of them was not looked at.
 */
export function doubtTracks(heard: Evidence[], seen: Evidence[], frames: CheckedFrame[]): Doubt | null {
  if (frames.length === 0) return null
  const voice = heard.find(({ check }) => check === 'sound.voice')
  const sound = judge(heard).score
  const picture = Math.max(judge(seen).score, ...frames.map(({ evidence }) => judge(evidence).score))
  const robotic = voice?.status === 'hit'
  const taken = modelHit(seen)
  const takenBySound = modelHit(heard)
  const pictureQuiet = picture <= notPointing && !taken
  // Of a sound without speech no voice was judged, so without a model it contradicts nothing.
  const soundJudged =
    voice?.status === 'clear' || heard.some(({ check, status }) => check === 'model.content' && status === 'clear')
  const soundQuiet = soundJudged && !robotic && !takenBySound && sound <= notPointing
  if ((robotic || takenBySound || sound >= pointing) && pictureQuiet) {
    const heardSo = robotic
      ? 'The voice sounds like a classic speech synthesiser'
      : sound >= pointing
        ? `The sound points to a fake (${sound.toFixed(2)})`
        : `The model “${takenBySound?.facts.model}” takes the sound for a fake`
    return disagree(heardSo, quietPicture(picture, [...seen, ...frames.flatMap(({ evidence }) => evidence)]))
  }
  if ((taken || picture >= pointing) && soundQuiet) {
    const seenSo =
      picture >= pointing
        ? `The picture points to a fake (${picture.toFixed(2)})`
        : `The model “${taken?.facts.model}” takes the picture for a fake`
    return disagree(seenSo, `the sound does not point to one (${sound.toFixed(2)})`)
  }
  return null
}

function modelHit(evidence: Evidence[]): Evidence | undefined {
  return evidence.find(({ check, status }) => check === 'model.content' && status === 'hit')
}

function disagree(one: string, other: string): Doubt {
  return { code: 'tracks_disagree', says: `${one}, and ${other}: one of them may have been replaced.` }
}

/** In most videos no check applies that can tell a fake picture; then that is said, and no score. */
function quietPicture(score: number, evidence: Evidence[]): string {
  const judged = evidence.some(
    ({ check, status }) =>
      (check === 'model.content' || check === 'jpeg.ghost') && (status === 'hit' || status === 'clear'),
  )
  return judged
    ? `the picture does not point to a fake (${score.toFixed(2)})`
    : 'nothing points to a fake in the picture, to which no check applied that can tell'
}
