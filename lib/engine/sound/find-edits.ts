import type { Finding } from '../check'
import { notCounted } from '../not-counted'
import type { EditPoint } from './edit-points'

/** More points than this in ten seconds, over the whole, is crackling or clipping, not editing. */
const mostPerTenSeconds = 3

/** Moments at which the sound breaks as evidence for `sound.edits`: context, since it has not been counted. */
export function findEdits(points: EditPoint[], seconds: number): Finding[] {
  const jumps = points.filter(({ kind }) => kind === 'jump')
  const steps = points.filter(({ kind }) => kind === 'background')
  const crackles = jumps.length > Math.max(4, (seconds / 10) * mostPerTenSeconds)
  const shown = (crackles ? steps : points).toSorted((a, b) => a.second - b.second)
  const facts = {
    jumps: jumps.length,
    backgroundSteps: steps.length,
    at:
      shown
        .slice(0, 10)
        .map(({ second }) => `${second.toFixed(2)} s`)
        .join(', ') || null,
  }
  const context = { points: 'context', llr: 0, strong: false, facts } as const
  const doesNotShow =
    'A break can come from a cut, but also from a click, a dropped packet, a gate or a recorder that was paused; a careful cut ' +
    'leaves none, and strong compression may wipe it out. It was only tried out: the wave never broke in eSpeak’s uncut speech and seven minutes of ' +
    'recorded prompts, but 26 times in Festival’s and Flite’s, which join snippets; no background changed in 35 minutes of all three. ' +
    notCounted
  const [first] = shown
  if (first === undefined) {
    const noise = crackles ? ' It crackles all over, which says nothing about cuts.' : ''
    return [
      { ...context, status: 'clear', explain: `No moment at which the sound breaks was found.${noise}`, doesNotShow },
    ]
  }
  const parts = [
    !crackles && jumps.length > 0 && `the wave breaks off at ${times(jumps.length)}`,
    steps.length > 0 && `the background changes at once at ${times(steps.length)}`,
  ].filter((part) => part !== false)
  return [
    {
      ...context,
      status: 'hit',
      explain: `${capital(parts.join(', and '))}, first at ${first.second.toFixed(2)} s. Listen there for a cut.`,
      doesNotShow,
      time: { start: Math.max(0, first.second - 0.05), end: first.second + 0.05 },
    },
  ]
}

const times = (count: number) => (count === 1 ? 'one moment' : `${count} moments`)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
