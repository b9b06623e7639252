import type { Finding } from '../check'
import { notCounted } from '../not-counted'
import { notApplicable } from '../run-check'
import { findLoops, type Loop } from './find-loops'
import type { Motion, Span } from './follow-motion'

/** A video that stands still for more than this share of its length is made of stills: a freeze in it means nothing. */
const mostlyStill = 0.5
/** Seconds from the beginning or the end within which a still is a title, or an end. */
const edge = 0.25
/** Fewer frames cannot show a freeze between motion, nor a loop. */
const leastFrames = 10

const context = { points: 'context', llr: 0, strong: false } as const

/** Where the picture freezes between motion, and where moving pictures come again, as evidence for `video.frozen`: context. */
export function findFrozen(motion: Motion): Finding[] {
  if (motion.frames < leastFrames) {
    return [
      notApplicable(`Only ${motion.frames} frames could be followed: too few to see whether the picture freezes.`),
    ]
  }
  const { part, stills } = motion
  const still = lengthOf(stills)
  const inStills = still > (part.end - part.start) * mostlyStill
  const within = stills.filter(({ start, end }) => start > part.start + edge && end < part.end - edge)
  const freezes = inStills ? [] : within.filter(({ blank }) => !blank)
  const loops = findLoops(motion.moving)
  const facts = {
    frames: motion.frames,
    repeatedFrames: motion.repeated,
    stillSeconds: round(still),
    freezes: freezes.length,
    frozenAt: list(freezes.map(spanWords)),
    loops: loops.length,
    repeatedAt: list(loops.map(({ first, again }) => `${spanWords(first)} again at ${spanWords(again)}`)),
  }
  const found = [...freezes.map(toFreeze), ...loops.map(toLoop)]
  const [first] = found
  if (first !== undefined) {
    const says = [freezes.length > 0 && freezeWords(freezes), loops.length > 0 && loopWords(loops)].filter(Boolean)
    return [{ ...context, status: 'hit', explain: says.join(' '), doesNotShow: hitDoesNotShow, facts, time: first }]
  }
  return [
    { ...context, status: 'clear', explain: clearWords(motion, still, inStills), doesNotShow: clearDoesNotShow, facts },
  ]
}

const hitDoesNotShow =
  'A slow line, a paused recorder, a title and an animation made to loop freeze or repeat too, so this does not tell a ' +
  `manipulation. ${notCounted}`

const clearDoesNotShow =
  'Repetitions shorter than a second, and such as were mirrored, brightened, played faster or changed in part, are not seen; ' +
  `slowed ones only where each picture is merely shown longer. ${notCounted}`

function freezeWords(freezes: Span[]): string {
  const [first] = freezes
  const where = freezes.length === 1 ? 'once' : `${freezes.length} times`
  return `The picture freezes ${where} between motion, ${round(lengthOf(freezes))} seconds together, first at ${first?.start} s.`
}

function loopWords(loops: Loop[]): string {
  const [first] = loops
  if (first === undefined) return ''
  const more = loops.length > 1 ? ` So do ${loops.length - 1} other stretches.` : ''
  return `The moving pictures from ${spanWords(first.first)} come again, frame by frame, from ${spanWords(first.again)}.${more}`
}

function clearWords({ stills, part, repeated, frames }: Motion, still: number, inStills: boolean): string {
  if (inStills && stills.every(({ blank }) => blank)) {
    return 'The picture is blank for most of its length, so nothing in it could freeze or repeat.'
  }
  if (inStills) {
    return `The picture stands still for ${round(still)} of ${round(part.end - part.start)} seconds, as slides and titles do; a freeze would not be seen in it.`
  }
  const converted = repeated > frames / 20
  return (
    'No freeze between motion and no moving pictures that come again were found.' +
    (converted ? ` ${repeated} of ${frames} frames repeat the one before, as a changed frame rate makes them.` : '')
  )
}

const lengthOf = (spans: Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0)
const toFreeze = ({ start, end }: Span) => ({ start, end })
const toLoop = ({ again }: Loop) => ({ start: again.start, end: again.end })
const spanWords = ({ start, end }: Span) => `${round(start)}–${round(end)} s`
const list = (words: string[]) => words.slice(0, 10).join(', ') || null
const round = (value: number) => Math.round(value * 100) / 100
