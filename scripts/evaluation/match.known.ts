import sharp, { type Sharp } from 'sharp'
import type { Pixels } from '@/lib/engine/check'
import { pdqDistance, pdqLeastQuality, pdqMatchDistance, pdqOf, pdqVariants } from '@/lib/engine/match/pdq'
import { pictureHashes } from '@/lib/engine/match/picture-hashes'
import { cover, missingPhotographs, readPhotographs } from './photographs'
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
  'cut to a square': { laundering: 'social', make: (picture) => picture.resize(600, 600).jpeg({ quality: 70 }) },
  'cut by 10 % each side': { laundering: 'social', make: (picture) => cut(picture, 0.1).jpeg({ quality: 70 }) },
  brightened: { laundering: 'social', make: (picture) => picture.linear(1.1, 12).jpeg({ quality: 70 }) },
}

const width = 1024
const height = 768

/** `match.known` on pictures: copies of photographs against the photographs, and each photograph against all others. */
const subject: Subject = {
  check: 'match.known',
  origins: 'photographs',
  set:
    'Photographs of Debian’s packages at 1024 × 768: copies saved again, scaled, mirrored, turned, cut and brightened against their ' +
    'originals, and each photograph against all the others. Frames of videos and sound are not in it.',
  calibrated: false,
  cardCounts: ['re-encoded', 'social'],
  async evaluate({ say, digest }) {
    const photographs = await readPhotographs()
    if (photographs === null) return { missing: missingPhotographs }
    const known = []
    const items: EvaluatedItem[] = []
    for (const photograph of photographs) {
      const png = await cover(photograph, width, height)
      digest(png)
      const hashed = pictureHashes(await decoded(png)).map(({ pdq }) => pdq)
      const whole = pdqOf(await decoded(png))
      known.push({ photograph, hashed, whole })
      for (const [source, { laundering, make }] of Object.entries(copies)) {
        const copy = pdqOf(await decoded(await make(sharp(png)).toBuffer()))
        items.push({
          ...{ origin: photograph.name, truth: 'positive' as const, source, laundering },
          ...judged(copy, hashed),
        })
      }
    }
    say(`${known.length} photographs hashed`)
    for (const { photograph, whole } of known) {
      const others = known.filter((other) => other.photograph !== photograph).flatMap((other) => other.hashed)
      items.push({
        ...{
          origin: photograph.name,
          truth: 'negative' as const,
          source: photograph.source,
          laundering: 'social' as const,
        },
        ...judged(whole, others),
      })
    }
    for (const source of Object.keys(copies)) {
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

function judged(
  { pdq, quality }: { pdq: string; quality: number },
  known: string[],
): Pick<EvaluatedItem, 'score' | 'outcome'> {
  if (quality < pdqLeastQuality) return { score: null, outcome: 'not_applicable' }
  const nearest = Math.min(...pdqVariants(pdq).flatMap((variant) => known.map((other) => pdqDistance(variant, other))))
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
