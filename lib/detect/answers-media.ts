import type { FrameAnalysis, MediaFacts } from '@/lib/engine/analysis'
import { isOfSound } from '@/lib/engine/model/model-track'
import { mediaNames } from './describe-evidence'
import { chance, cite, citeWithLimits, listed, placeOf, sentences } from './evidence-sentences'
import { type Examined, limitsOf } from './examined'
import { namedSecond } from './question-topics'
import type { KeptEvidence } from './response'

/** Frames told of in one answer. */
const mostFrames = 5

/** Length, size and format, as far as they were measured. */
export function answerFormat({ result: { mediaType, facts }, evidence }: Examined, query: string): string {
  const known = measured(facts)
  const packing = evidence.filter(({ check }) => ['container.facts', 'picture.facts', 'jpeg.facts'].includes(check))
  return sentences(
    known.length > 0
      ? `Measured of this ${mediaNames[mediaType]}: ${listed(known)}.`
      : `Nothing was measured of the format of this ${mediaNames[mediaType]}.`,
    ...packing.map(cite),
    /\b(file ?-?size|megabytes?|mb|bytes|how (?:big|large) (?:is|was) (?:the|this) (?:file|upload))\b/i.test(query) &&
      'The file’s size in bytes is no part of the evidence.',
  )
}

function measured(facts: MediaFacts): string[] {
  const { container, width, height, durationSeconds, frameRate, videoCodec, audioCodec, sampleRate, channels } = facts
  return [
    container !== null && `format ${container}`,
    width !== null && height !== null && `${width} × ${height} pixels`,
    durationSeconds !== null && `${durationSeconds} seconds long`,
    videoCodec !== null && `picture coded as ${videoCodec}`,
    frameRate !== null && `${frameRate} frames a second`,
    audioCodec !== null && `sound coded as ${audioCodec}`,
    sampleRate !== null && `${sampleRate} Hz`,
    channels !== null && `${channels} ${channels === 1 ? 'channel' : 'channels'}`,
  ].filter((fact) => fact !== false)
}

/** Single frames of a video: the one that is named, else those that stand out. */
export function answerFrames({ result, evidence }: Examined, query: string): string {
  const { mediaType, frames } = result
  if (mediaType !== 'video') return `This is a ${mediaNames[mediaType]}, so it has no frames.`
  const looked = evidence.filter(({ check }) => check === 'video.frames')
  const second = namedSecond(query)
  const named = second === null ? null : frames.find((frame) => Math.floor(frame.second) === Math.floor(second))
  if (second !== null && !named) {
    return sentences(`No frame of second ${second} was looked at.`, ...looked.map(cite))
  }
  if (named) return sentences(describeFrame(named), ...looked.map(citeWithLimits))
  const found = frames.filter(({ hits }) => hits.length > 0)
  const judged = frames.flatMap(({ second: at, verdict }) => (verdict ? [{ at, score: verdict.score }] : []))
  const highest = judged.toSorted((a, b) => b.score - a.score)[0]
  const same = judged.every(({ score }) => score === highest?.score)
  return sentences(
    ...looked.map(citeWithLimits),
    ...looked.map(placeOf),
    frames.length > 0 && highest === undefined && 'No check that gives a score ran on single frames.',
    highest !== undefined &&
      (same
        ? `${judged.length === frames.length ? 'All' : 'The judged'} frames have the same score, ${chance(highest.score)}.`
        : `The highest score is ${chance(highest.score)}, of the frame at second ${highest.at}.`),
    ...found.slice(0, mostFrames).map(describeFrame),
    found.length > mostFrames && `So it is with ${found.length - mostFrames} more.`,
  )
}

function describeFrame({ second, verdict, hits, models = [] }: FrameAnalysis): string {
  const found = hits.map(({ title, explain }) => `“${title}”: ${explain}`)
  return sentences(
    verdict === null
      ? `The frame at second ${second} has no score of its own: no check that gives one ran on it.`
      : `The frame at second ${second} is “${verdict.label}”, at a score of ${chance(verdict.score)}.`,
    ...models.map(({ model, score }) => `The model “${model}” gives it ${score.toFixed(2)}.`),
    found.length > 0 ? found.join(' ') : 'No check found anything in it.',
  )
}

/** Pauses, bandwidth and spectrogram of the sound, and what models that listen gave it. */
export function answerSound({ result: { mediaType }, evidence }: Examined): string {
  if (mediaType === 'image') return 'This is a picture, so it has no sound.'
  const listened = (piece: KeptEvidence) =>
    isOfSound(piece) || (mediaType === 'audio' && piece.check === 'model.content' && piece.status !== 'not_checked')
  const heard = evidence.filter(
    (piece) => (piece.check.startsWith('sound.') && piece.check !== 'sound.tags') || listened(piece),
  )
  if (heard.length === 0) return 'No check listened to the sound.'
  const places = heard.map(({ title, facts }) =>
    typeof facts.at === 'string' ? `“${title}” gives these places: ${facts.at}.` : '',
  )
  return sentences(...heard.map(citeWithLimits), ...places)
}

/** What was checked, what was not, and why. */
export function answerCoverage(examined: Examined): string {
  const { result, evidence } = examined
  const because = (...statuses: string[]) => evidence.filter(({ status }) => statuses.includes(status)).map(cite)
  return sentences(
    result.coverage,
    limitsOf(examined),
    ...because('failed'),
    ...because('not_checked'),
    ...because('not_applicable'),
  )
}
