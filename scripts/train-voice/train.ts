import { type LinearModel, logOdds } from '../../lib/engine/sound/voice/linear'
import { learn, type Sample } from './learn'
import type { Recording } from './measure'

/** Stretches of one voice that are learnt from; more say nothing new. */
const mostOfOneVoice = 400

/** What a model must not have seen: a synthesiser's family, and recordings of one group. */
export interface HeldOut {
  family?: string
  group?: string
}

/** Recordings that are left out together: languages of one package share their makers and microphones. */
export const groupOf = ({ kind, corpus }: Pick<Recording, 'kind' | 'corpus'>): string =>
  kind === 'real' ? corpus.replace(/^(ktuberling|klettres) .*/, '$1') : corpus

/** The stretches of `seconds` that could be judged. */
export const judged = (recording: Recording, seconds: number): number[][] =>
  (recording.stretches[seconds] ?? []).filter((features) => features !== null)

/** Learns synthetic from real. Every family weighs the same, so does every group of recordings, and in it every voice. */
export function trainDetector(recordings: Recording[], seconds: number, heldOut: HeldOut = {}): LinearModel {
  const learnt = recordings.filter(({ kind, corpus }) =>
    kind === 'real' ? groupOf({ kind, corpus }) !== heldOut.group : corpus !== heldOut.family,
  )
  return learn(
    (['real', 'synthetic'] as const).flatMap((kind) =>
      weighed(
        learnt.filter((recording) => recording.kind === kind),
        seconds,
        kind === 'real' ? 0 : 1,
      ),
    ),
  )
}

/** Learns eSpeak from Festival and Flite. `without`: a speaker left out. */
export function trainFamily(recordings: Recording[], seconds: number, without?: string): LinearModel {
  const learnt = recordings.filter(({ kind, speaker }) => kind === 'synthetic' && speaker !== without)
  const [ours, others] = [true, false].map((is) => learnt.filter(({ corpus }) => (corpus === 'espeak') === is))
  return learn([...weighed(ours ?? [], seconds, 1), ...weighed(others ?? [], seconds, 0)])
}

/** The log-odds of each of a recording's stretches; a recording is judged by their mean. */
export const oddsOf = (model: LinearModel, recording: Recording, seconds: number): number[] =>
  judged(recording, seconds).map((features) => logOdds(model, features))

/** NaN for none. */
export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function weighed(recordings: Recording[], seconds: number, answer: 0 | 1): Sample[] {
  const groups = Map.groupBy(recordings, groupOf)
  return [...groups.values()].flatMap((group) => {
    const speakers = Map.groupBy(group, ({ speaker }) => speaker)
    return [...speakers.values()].flatMap((spoken) => {
      const all = spoken.flatMap((recording) => judged(recording, seconds))
      const step = Math.max(1, Math.floor(all.length / mostOfOneVoice))
      const kept = all.filter((_, i) => i % step === 0)
      const weight = 1 / groups.size / speakers.size / Math.max(1, kept.length)
      return kept.map((features) => ({ features, answer, weight }))
    })
  })
}
