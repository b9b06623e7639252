import sharp, { type Sharp } from 'sharp'
import type { PictureFingerprint } from '@/lib/engine/analysis'
import type { Pixels } from '@/lib/engine/check'
import { askedScenes, keptScenes } from '@/lib/engine/match/known-scenes'
import { pdqDistance, pdqMatchDistance, pdqVariants } from '@/lib/engine/match/pdq'
import { pictureHashes } from '@/lib/engine/match/picture-hashes'
import { cover, missingPhotographs, type Photograph, readPhotographs } from './photographs'
import type { EvaluatedItem, Laundering, Subject } from './subject'

/** What is done to a copy, as a person or a network does it. */
const copies: Record<string, { laundering: Laundering; make(picture: Sharp): Sharp }> = {
  'saved again': { laundering: 're-encoded', make: (picture) => picture.jpeg({ quality: 60 }) },
  'scaled down': { laundering: 'social', make: (picture) => picture.resize(480).jpeg({ quality: 50 }) },
  mirrored: { laundering: 're-encoded', make: (picture) => picture.flop().jpeg({ quality: 80 }) },
  turned: { laundering: 're-encoded', make: (picture) => picture.rotate(90).jpeg({ quality: 80 }) },
  'cut by 2 % each side': { laundering: 'social', make: (picture) => cut(picture, 0.02).jpeg({ quality: 70 }) },
  'cut by 5 % at the bottom': {
    laundering: 'social',
    make: (picture) =>
      picture.extract({ left: 0, top: 0, width, height: Math.round(height * 0.95) }).jpeg({ quality: 70 }),
  },
  'cut by 8 % at the left': {
    laundering: 'social',
    make: (picture) => {
      const left = Math.round(width * 0.08)
      return picture.extract({ left, top: 0, width: width - left, height }).jpeg({ quality: 70 })
    },
  },
  'cut by 12 % at the top': {
    laundering: 'social',
    make: (picture) => {
      const top = Math.round(height * 0.12)
      return picture.extract({ left: 0, top, width, height: height - top }).jpeg({ quality: 70 })
    },
  },
  'cut by 3 % at two sides': {
    laundering: 'social',
    make: (picture) => {
      const cutTo = { width: Math.round(width * 0.97), height: Math.round(height * 0.97) }
      return picture.extract({ left: 0, top: 0, ...cutTo }).jpeg({ quality: 70 })
    },
  },
  'cut to a square': { laundering: 'social', make: (picture) => picture.resize(600, 600).jpeg({ quality: 70 }) },
  'cut by 10 % each side': { laundering: 'social', make: (picture) => cut(picture, 0.1).jpeg({ quality: 70 }) },
  brightened: { laundering: 'social', make: (picture) => picture.linear(1.1, 12).jpeg({ quality: 70 }) },
}

/** The one copy that is tried the other way round too: it is known, and the original is handed in. */
const cutFirst = 'cut by 5 % at the bottom'
const knownWasCut = 'the original of one cut by 5 % at the bottom'

const width = 1024
const height = 768

/** `match.known` on pictures: copies of photographs against the photographs, and each photograph against all others. */
const subject: Subject = {
  check: 'match.known',
  origins: 'photographs',
  set:
    'Photographs of Debian’s packages at 1024 × 768: copies saved again, scaled, mirrored, turned, cut and brightened against their ' +
    'originals, originals against a copy that was cut, and each photograph against all the others. Frames of videos and sound are not in it.',
  calibrated: false,
  cardCounts: ['re-encoded', 'social'],
  async evaluate({ say, digest }) {
    const photographs = await readPhotographs()
    if (photographs === null) return { missing: missingPhotographs }
    const known: { photograph: Photograph; hashed: PictureFingerprint[] }[] = []
    const items: EvaluatedItem[] = []
    for (const photograph of photographs) {
      const png = await cover(photograph, width, height)
      digest(png)
      const hashed = pictureHashes(await decoded(png))
      known.push({ photograph, hashed })
      for (const [source, { laundering, make }] of Object.entries(copies)) {
        const copy = pictureHashes(await decoded(await make(sharp(png)).toBuffer()))
        const base = { origin: photograph.name, truth: 'positive' as const, source, laundering }
        items.push({ ...base, ...judged(copy, [hashed]) })
        if (source === cutFirst) items.push({ ...base, source: knownWasCut, ...judged(hashed, [copy]) })
      }
      if (known.length % 25 === 0) say(`${known.length} photographs copied`)
    }
    for (const { photograph, hashed } of known) {
      const others = known.filter((other) => other.photograph !== photograph).map((other) => other.hashed)
      const base = { origin: photograph.name, truth: 'negative' as const, source: photograph.source }
      items.push({ ...base, laundering: 'social' as const, ...judged(hashed, others) })
    }
    for (const source of [...Object.keys(copies), knownWasCut]) {
      const made = items.filter((item) => item.source === source)
      say(`${source}: ${made.filter(({ outcome }) => outcome === 'hit').length} of ${made.length}`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }) =>
    `In a test with ${origins} photographs, ${hits} of ${positives} changed copies were known again, and ${falseHits} of ` +
    `${negatives} photographs were taken for one of the others.`,
}

export default subject

/** As the search counts it, except that all eight turns are looked for, of what is cut too: that can only add false hits. */
function judged(
  pictures: PictureFingerprint[],
  known: PictureFingerprint[][],
): Pick<EvaluatedItem, 'score' | 'outcome'> {
  const asked = askedScenes(pictures)
  if (asked.length === 0) return { score: null, outcome: 'not_applicable' }
  const kept = known.flatMap(keptScenes)
  let nearest = 256
  for (const { pdq, cut: isCut } of asked) {
    for (const variant of pdqVariants(pdq)) {
      for (const other of kept) {
        if (!isCut || !other.cut) nearest = Math.min(nearest, pdqDistance(variant, other.pdq))
      }
    }
  }
  return { score: 1 - nearest / 256, outcome: nearest <= pdqMatchDistance ? 'hit' : 'clear' }
}

function cut(picture: Sharp, share: number): Sharp {
  const left = Math.round(width * share)
  const top = Math.round(height * share)
  return picture.extract({ left, top, width: width - 2 * left, height: height - 2 * top })
}

async function decoded(file: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}
