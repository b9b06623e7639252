import type { Doubt } from './analysis'
import type { Evidence } from './evidence'

/** Share of a picture in one tone from which it is taken for a page, a drawing or a screenshot (lib/engine/image/check-copy-move.ts). */
export const mostPaper = 0.5
/** Pixels of the photographs on which the cards of the editing checks were counted: 1024 × 768. */
export const countedPixels = 1024 * 768
/** How many times as many, or as few, are called another size than what was counted. A rule of thumb, not measured. */
export const otherSize = 4
/** Share of the recording in which somebody speaks below which most of it was judged by no voice. A rule of thumb, not measured. */
export const leastSpeech = 0.5

/** Hits whose weight was counted at one size; the search for copies is made on a copy of at most a megapixel, so size from above is none. */
const sized = [
  { check: 'jpeg.ghost', larger: true },
  { check: 'picture.copy-move', larger: false },
]

/**
 * That the media is of another kind than what the cards of its checks were counted on (npm run engine:eval), as far as that was
 * measured: a picture that is no photograph, a size at which a hit that moves the score was not counted, and sound of which a voice
 * was judged in a small part only. `width` and `height` in pixels, null where it has none.
 */
export function doubtDistribution({ width, height }: Size, evidence: Evidence[]): Doubt[] {
  return [notPhotographed(evidence), notCountedSize(width, height, evidence), littleSpeech(evidence)].filter(
    (doubt) => doubt !== null,
  )
}

interface Size {
  width: number | null
  height: number | null
}

function notPhotographed(evidence: Evidence[]): Doubt | null {
  const share = numberIn(evidence, 'picture.copy-move', 'oneToneShare')
  if (share === null || share < mostPaper) return null
  return {
    code: 'not_a_photograph',
    says: `${Math.round(share * 100)}% of the picture is of one tone, as in pages, drawings and screenshots; the editing checks were counted on photographs.`,
  }
}

function notCountedSize(width: number | null, height: number | null, evidence: Evidence[]): Doubt | null {
  if (width === null || height === null) return null
  const times = (width * height) / countedPixels
  const titles = sized.flatMap(({ check, larger }) => {
    if (times >= 1 / otherSize && (times <= otherSize || !larger)) return []
    return evidence.filter((item) => item.check === check && item.status === 'hit' && item.llr !== 0).map(titleOf)
  })
  if (titles.length === 0) return null
  const [counted, errs] = titles.length === 1 ? ['was counted', 'it errs'] : ['were counted', 'they err']
  return {
    code: 'size_not_counted',
    says: `${titles.join(' and ')} ${counted} on pictures of 1024 × 768; how often ${errs} at ${width} × ${height} is not known.`,
  }
}

/** Only where a voice was judged: where none was, that is said by itself. */
function littleSpeech(evidence: Evidence[]): Doubt | null {
  const judged = evidence.some(
    ({ check, status }) => check === 'sound.voice' && (status === 'hit' || status === 'clear'),
  )
  const speech = numberIn(evidence, 'sound.voice', 'speechSeconds')
  const listened = numberIn(evidence, 'sound.pauses', 'listenedSeconds')
  if (!judged || speech === null || listened === null || speech >= listened * leastSpeech) return null
  return {
    code: 'little_speech',
    says: `Speech was heard in ${Math.round(speech)} of ${Math.round(listened)} seconds; the voice was counted on recordings of speech, and nothing else in the sound was judged by it.`,
  }
}

function titleOf({ title }: Evidence): string {
  return `“${title}”`
}

function numberIn(evidence: Evidence[], name: string, fact: string): number | null {
  const value = evidence.find(({ check }) => check === name)?.facts[fact]
  return typeof value === 'number' ? value : null
}
