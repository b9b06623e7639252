import { spanThreshold } from '@/components/media/spans'
import type { ScoreTrack } from '@/components/media/tracks'
import type { CaseDetection } from '@/lib/cases/read-case'
import type { ShownDoubt } from './doubts'
import { viewerId } from './shown-evidence'
import { percent } from './verdict-words'
import { scoreTracksOf } from './viewed-tracks'

/**
 * That frames or windows of the sound score high in media whose own score does not. Not the other way round: a low window only
 * means that nothing was found in it (docs/decisions/0021-sound-windows.md).
 */
export function windowDoubts(run: CaseDetection): ShownDoubt[] {
  const whole = run.result?.verdict.score
  if (whole === undefined || whole >= spanThreshold) return []
  return scoreTracksOf(run).flatMap((track) => {
    const judged = track.windows.flatMap(({ score }) => score ?? [])
    const high = judged.filter((score) => score >= spanThreshold)
    if (high.length === 0 || (isVoice(run, track) && !isMost(high.length, judged.length))) return []
    const says = `${subject(track, high.length, judged.length)} ${percent(spanThreshold)} or more (highest ${percent(Math.max(...high))}); the media as a whole scores ${percent(whole)}.`
    return [{ says, links: [{ href: `#${viewerId}`, name: track.title }, ...voiceOf(run, track)] }]
  })
}

/** Likeness to a robotic voice: a single window of it is far less certain than the whole, real speech has some that score high. */
function isVoice({ result }: CaseDetection, { name }: ScoreTrack): boolean {
  return name === 'sound' && !result?.reported?.metrics?.score
}

/** Two at least, and half of them: a rule of thumb, not measured. */
function isMost(high: number, judged: number): boolean {
  return high >= 2 && high * 2 >= judged
}

function subject({ name, nouns: [one, many] }: ScoreTrack, high: number, judged: number): string {
  if (judged === 1) return `The only judged ${one} of the ${name} scores`
  const how = high === judged ? `All ${judged}` : `${high} of ${judged}`
  return `${how} judged ${many} of the ${name} ${high === 1 ? 'scores' : 'score'}`
}

/** Of the sound also the check that judged the recording as a whole, and says how much it counts for. */
function voiceOf({ evidence }: CaseDetection, { name }: ScoreTrack): ShownDoubt['links'] {
  if (name !== 'sound') return []
  return evidence
    .filter(({ check }) => check === 'sound.voice')
    .map(({ id, title }) => ({ href: `#evidence-${id}`, name: title }))
}
