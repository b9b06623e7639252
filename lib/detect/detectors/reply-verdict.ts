import type { Doubt, Label, Verdict } from '@/lib/engine/analysis'
import type { RemoteReply } from './read-reply'
import { labelOfScore, scoreOfLabel } from './reply-values'

/** One track of the media as an API judged it. */
export interface JudgedTrack {
  /** As a sentence calls it. */
  name: 'sound' | 'picture'
  label: Label
  /** Probability of a fake, 0-1. */
  score: number
  /** What the API left out of the two, and was filled in from the other. */
  missing: 'label' | 'score' | null
}

/** What is made of a reply's verdicts. */
export interface ReplyVerdict {
  verdict: Verdict
  tracks: JudgedTrack[]
  /** The track that decided; null where no track was judged. */
  deciding: JudgedTrack | null
  doubts: Doubt[]
}

/** The tracks of a reply that were judged, the picture first. */
export function tracksOf({ sound, picture, video }: RemoteReply): JudgedTrack[] {
  const seen = picture ?? video
  return [
    seen && judged('picture', seen.label, seen.score),
    // Without speech there is no verdict, whatever the label says.
    sound && !sound.noSpeech ? judged('sound', sound.label, sound.score ?? meanOf(sound.windows)) : null,
  ].filter((track) => track !== null)
}

/**
 * One verdict from a reply: that of the track with the higher probability of a fake. `host` names the API in sentences.
 * A Detect API tells one probability and not two, so both are that one; a picture's map of edits has its own.
 */
export function verdictOf(reply: RemoteReply, host: string): ReplyVerdict {
  const tracks = tracksOf(reply)
  const deciding = tracks.toSorted((a, b) => b.score - a.score).at(0) ?? null
  const score = deciding?.score ?? 0.5
  const manipulated = (deciding?.name === 'picture' ? reply.picture?.ifl?.score : null) ?? score
  const verdict: Verdict = {
    label: deciding?.label ?? 'Neutral/Uncertain',
    score,
    synthetic: score,
    manipulated,
    summary: summaryOf(tracks, reply, host),
  }
  return { verdict, tracks, deciding, doubts: [...doubtsOf(tracks, reply, host), ...doubtOfEdits(verdict, host)] }
}

/** "judged the sound fake, 0.97", or "could not decide on the sound, 0.51". */
export function judgement({ name, label, score }: JudgedTrack): string {
  const number = score.toFixed(2)
  return label === 'Neutral/Uncertain'
    ? `could not decide on the ${name}, ${number}`
    : `judged the ${name} ${label.toLowerCase()}, ${number}`
}

/** Which way a label points: 1 to a fake, -1 to the real thing, 0 to neither. */
export function sideOf(label: Label): -1 | 0 | 1 {
  if (label === 'Neutral/Uncertain') return 0
  return label === 'Fake' || label === 'Likely fake' ? 1 : -1
}

function summaryOf(tracks: JudgedTrack[], { sound }: RemoteReply, host: string): string {
  const noSpeech = sound?.noSpeech ? 'heard no speech' : null
  const said = [...tracks.map(judgement), noSpeech].filter((part) => part !== null)
  return said.length === 0 ? `${host} gave no verdict.` : `${host} ${said.join(', and ')}.`
}

function doubtsOf(tracks: JudgedTrack[], reply: RemoteReply, host: string): Doubt[] {
  const doubts: Doubt[] = []
  const [first, second] = tracks
  if (reply.sound?.noSpeech)
    doubts.push({ code: 'no_speech', says: `${host} heard no speech, so it gave no verdict on the sound.` })
  if (first && second && sideOf(first.label) * sideOf(second.label) === -1)
    doubts.push({
      code: 'tracks_disagree',
      says: `${host} ${judgement(first)}, but ${judgement(second)}. The verdict is that of the higher score.`,
    })
  for (const { name, label, score, missing } of tracks) {
    const number = score.toFixed(2)
    if (missing !== null)
      doubts.push({
        code: 'incomplete',
        says:
          missing === 'score'
            ? `${host} gave the ${name} a label without a score; ${number}, the middle of what the label stands for, is in its place.`
            : `${host} gave the ${name} a score without a label; “${label}” is what goes with ${number}.`,
      })
    else if (sideOf(label) * sideOf(labelOfScore(score)) === -1)
      doubts.push({
        code: 'label_and_score_disagree',
        says: `${host} labels the ${name} “${label}”, but its score of ${number} says the opposite.`,
      })
  }
  if (tracks.length === 0 && !reply.sound?.noSpeech)
    doubts.push({ code: 'incomplete', says: `${host} ended the analysis without a verdict on anything.` })
  if (reply.surprises.length > 0)
    doubts.push({
      code: 'incomplete',
      says: `Part of what ${host} answered could not be read and was left out: ${listed(reply.surprises)}.`,
    })
  return doubts
}

function doubtOfEdits({ score, manipulated }: Verdict, host: string): Doubt[] {
  if (manipulated <= score || labelOfScore(manipulated) === labelOfScore(score)) return []
  const says = `${host} puts the chance of editing at ${manipulated.toFixed(2)} in its map, above its verdict’s ${score.toFixed(2)}.`
  return [{ code: 'label_and_score_disagree', says }]
}

function judged(name: JudgedTrack['name'], label: Label | null, score: number | null): JudgedTrack | null {
  if (label !== null && score !== null) return { name, label, score, missing: null }
  if (label !== null) return { name, label, score: scoreOfLabel(label), missing: 'score' }
  return score === null ? null : { name, label: labelOfScore(score), score, missing: 'label' }
}

function meanOf(windows: (number | null)[]): number | null {
  const known = windows.filter((score) => score !== null)
  return known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length
}

function listed(places: string[]): string {
  const shown = places.slice(0, 5).join(', ')
  return places.length > 5 ? `${shown} and ${places.length - 5} more` : shown
}
