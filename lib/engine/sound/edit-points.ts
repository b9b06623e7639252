/** A moment at which the sound does not go on as it came. Seconds from the start of the media. */
export interface EditPoint {
  second: number
  /** `jump`: the wave itself breaks off and goes on elsewhere; `background`: the quiet behind it changes at once. */
  kind: 'jump' | 'background'
  /** Jump: how many times larger than any near it. Background: decibels, negative where it gets quieter. */
  size: number
}

export interface EditCollector {
  /** `start`: seconds of the first sample. */
  push(samples: Float32Array, sampleRate: number, start: number): void
  points(): EditPoint[]
}

/** A break must be this many times larger than any bend of the wave within fifteen milliseconds, which holds a pulse of any voice. */
export const jumpRatio = 8
const leastJump = 0.01
/** Below this nothing is heard beside the break: that is where sound begins or ends, not where it was cut. */
const leastBeside = 0.0003
const reach = 15
/** Points kept; a recording with more is crackling, not edited. */
const most = 2000

/** Finds breaks of the wave (its second difference, in blocks of a millisecond) while the sound is decoded. */
export function collectJumps(): EditCollector {
  const found: EditPoint[] = []
  let maxima: { most: number; at: number }[] = []
  let block = { most: 0, at: 0 }
  let inBlock = 0
  let [last, before] = [0, 0]
  let seen = 0
  const judge = () => {
    const middle = maxima[reach]
    if (middle === undefined || middle.most < leastJump) return
    const [left, right] = [maxima.slice(0, reach - 1), maxima.slice(reach + 2)].map((side) =>
      side.reduce((largest, { most: size }) => Math.max(largest, size), 0),
    )
    if (left === undefined || right === undefined || Math.min(left, right) < leastBeside) return
    const beside = [maxima[reach - 1]?.most ?? 0, maxima[reach + 1]?.most ?? 0]
    const size = middle.most / Math.max(left, right)
    if (size < jumpRatio || beside.some((near) => near > middle.most) || found.length >= most) return
    found.push({ second: middle.at, kind: 'jump', size: Math.round(size * 10) / 10 })
  }
  return {
    push(samples, sampleRate, start) {
      const perBlock = Math.max(4, Math.round(sampleRate / 1000))
      for (let i = 0; i < samples.length; i += 1) {
        const sample = samples[i] ?? 0
        const bend = seen < 2 ? 0 : Math.abs(sample - 2 * last + before)
        before = last
        last = sample
        seen += 1
        if (bend > block.most) block = { most: bend, at: start + i / sampleRate }
        inBlock += 1
        if (inBlock < perBlock) continue
        maxima.push(block)
        if (maxima.length > 2 * reach + 1) maxima = maxima.slice(1)
        if (maxima.length === 2 * reach + 1) judge()
        block = { most: 0, at: 0 }
        inBlock = 0
      }
    },
    points: () => found,
  }
}

/** Seconds over which the quiet behind the sound is measured, on either side, and the step that counts, in decibels. */
const side = 5
const leastStep = 12
/** Quieter than this is quiet; below it the digits of the file count, not the room. */
const quietest = -65
/** Blocks of a tenth of a second, each with the level of its quietest hundredth. */
const blocksPerSecond = 10

/**
 * Moments at which the background changes at once: the quietest tenth of the five seconds before and after differ by 12
 * dB or more. `levels`: decibels of the quietest hundredth of each tenth of a second; `start`: seconds of the first.
 */
export function backgroundSteps(levels: number[], start: number): EditPoint[] {
  const floors = levels.map((level) => Math.max(level, quietest))
  const width = side * blocksPerSecond
  const steps: EditPoint[] = []
  for (let at = width; at + width <= floors.length; at += 1) {
    const [quietBefore, quietAfter] = [quiet(floors.slice(at - width, at)), quiet(floors.slice(at, at + width))]
    const size = quietAfter - quietBefore
    if (Math.abs(size) < leastStep || !isSudden(floors, at, quietBefore, quietAfter)) continue
    const second = start + at / blocksPerSecond
    const last = steps.at(-1)
    if (last !== undefined && second - last.second < side) {
      if (Math.abs(size) > Math.abs(last.size)) steps[steps.length - 1] = { second, kind: 'background', size }
    } else if (steps.length < most) steps.push({ second, kind: 'background', size })
  }
  return steps.map((step) => ({ ...step, second: round(step.second), size: round(step.size) }))
}

/** Nothing on the louder side goes below the middle between both: otherwise the quiet comes and goes. */
function isSudden(floors: number[], at: number, before: number, after: number): boolean {
  const width = side * blocksPerSecond
  const louder = after > before ? floors.slice(at, at + width) : floors.slice(at - width, at)
  const quieter = after > before ? floors.slice(at - 3, at) : floors.slice(at, at + 3)
  const middle = (before + after) / 2
  return louder.every((floor) => floor > middle) && quieter.some((floor) => floor < middle)
}

function quiet(floors: number[]): number {
  return floors.toSorted((a, b) => a - b)[Math.floor(floors.length / 10)] ?? 0
}

const round = (value: number) => Math.round(value * 100) / 100
