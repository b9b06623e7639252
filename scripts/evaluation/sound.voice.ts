import { tmpdir } from 'node:os'
import path from 'node:path'
import { voiceThreshold } from '@/lib/engine/sound/voice/classify'
import { fewestStretches } from '@/lib/engine/sound/voice/find-voice'
import { heldOutProbabilities } from '../train-voice/calibrate'
import { collectRecordings, stretchSeconds, windowSeconds } from '../train-voice/collect'
import { foldThresholds, scoreHeldOut, thresholdFrom } from '../train-voice/held-out'
import type { Treatment } from '../train-voice/measure'
import { groupOf } from '../train-voice/train'
import type { Laundering, Subject } from './subject'

const launderings: Record<Treatment, Laundering> = { original: 'original', mp3: 're-encoded', gsm: 'social' }

/** Real recordings are counted at the threshold that comes of all the other groups, so that none is spared by its own. */
const thresholdOf = (kind: 'real' | 'synthetic', blind = voiceThreshold) => (kind === 'real' ? blind : voiceThreshold)

/**
 * `sound.voice`: each recording judged by a model that knew neither its synthesiser's family nor its group of recordings.
 * Score: mean log-odds; a curve is drawn through all by how far they are above the threshold of their fold. Probabilities:
 * what the check gives for its windows of two seconds.
 */
const subject: Subject = {
  check: 'sound.voice',
  origins: 'speakers',
  set:
    'Voices of eSpeak NG, Flite and Festival against recorded prompts, games and examples of Debian’s packages, fifteen seconds ' +
    'each, all at 8 kHz and one loudness: as they are, as MP3 at 24 kbit/s, and through a telephone’s codec (GSM). Each ' +
    'is judged without its synthesiser’s family and its group of recordings having been learnt. No neural voices.',
  calibrated: false,
  cardCounts: ['original', 're-encoded', 'social'],
  async evaluate({ say, digest }) {
    const folder = process.env.VOICES_FOLDER ?? path.join(tmpdir(), 'docket-voices')
    let recordings: ReturnType<typeof collectRecordings>
    try {
      recordings = collectRecordings(folder, say)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
      return { missing: `It needs Debian 12, its package archive and ffmpeg: ${why}` }
    }
    for (const { speaker, treatment, stretches } of recordings) digest(JSON.stringify([speaker, treatment, stretches]))
    const heldOut = scoreHeldOut(recordings, stretchSeconds, fewestStretches)
    const blind = new Map(heldOut.map(({ recording }) => [groupOf(recording), 0]))
    for (const group of blind.keys()) blind.set(group, thresholdFrom(heldOut, group))
    const thresholds = foldThresholds(heldOut)
    const windows = heldOutProbabilities(scoreHeldOut(recordings, windowSeconds, 1))
    return heldOut.map(({ recording, score, fold }) => ({
      origin: recording.speaker,
      truth: recording.kind === 'real' ? 'negative' : 'positive',
      source: groupOf(recording),
      laundering: launderings[recording.treatment],
      score,
      outcome: score >= thresholdOf(recording.kind, blind.get(groupOf(recording))) ? 'hit' : 'clear',
      fold,
      foldThreshold: thresholds.get(fold) ?? Number.NaN,
      probabilities: windows.get(recording)?.get(fold) ?? [],
    }))
  },
  says: (counts, _, folds) => {
    const { origins, negatives, falseHits } = counts
    const of = (family: string) => sharePercent(folds.filter(({ name }) => name.startsWith(`${family} × `)))
    return (
      `In tests with ${origins} voices it had not heard, ${sharePercent([counts])} of the recordings of classic synthesisers were found ` +
      `(${of('espeak')} of eSpeak’s, ${of('festival')} of Festival’s, ${of('flite')} of Flite’s), and ${falseHits} of ${negatives} ` +
      'tests with real speech gave a hit.'
    )
  },
}

/** 100 % is said only where not one was missed. */
function sharePercent(counts: { positives: number; hits: number }[]): string {
  const sum = (what: 'positives' | 'hits') => counts.reduce((before, one) => before + one[what], 0)
  const share = Math.round((100 * sum('hits')) / sum('positives'))
  return `${sum('hits') < sum('positives') ? Math.min(99, share) : share} %`
}

export default subject
