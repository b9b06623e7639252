import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { checkDouble } from '@/lib/engine/image/check-double'
import { openPicture } from '@/lib/engine/image/open-picture'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { type Random, randomFrom } from './random'
import { type EvaluatedItem, type Laundering, launderings, type Subject } from './subject'

const [width, height] = [880, 640]

const save = (picture: Buffer, quality: number) => sharp(picture).jpeg({ quality }).toBuffer()

/** Two saves at qualities at least four apart, either the better. */
function chooseQualities(random: Random): [first: number, last: number] {
  const last = random(55, 97)
  const apart = random(4, 26) * (random(0, 2) ? 1 : -1)
  const first = last + apart
  return first < 40 || first > 97 ? [last - apart, last] : [first, last]
}

/** The same way for a picture saved before and one that was not: saved once more, or scaled and then saved. */
async function finish(picture: Buffer, last: number, laundering: Laundering): Promise<Buffer> {
  switch (laundering) {
    case 'original':
      return save(picture, last)
    case 're-encoded':
      return save(picture, 75)
    case 'social':
      return sharp(picture).resize({ width: 704 }).jpeg({ quality: 70 }).toBuffer()
  }
}

export const subject: Subject = {
  check: 'jpeg.double',
  origins: 'photographs',
  set: `Photographs from Debian’s packages (desktop pictures, animals and buildings of GCompris), scaled to ${width} × ${height}; saved once at quality 55 to 96, or before that at a quality 4 to 25 lower or higher.`,
  calibrated: false,
  async evaluate({ workFolder, seed, say, digest }) {
    const photographs = await readPhotographs()
    if (!photographs) return { missing: missingPhotographs }
    const random = randomFrom(seed)
    const items: EvaluatedItem[] = []
    const judge = async (jpeg: Buffer): Promise<Pick<EvaluatedItem, 'score' | 'outcome'>> => {
      const file = path.join(workFolder, 'picture.jpg')
      await writeFile(file, jpeg)
      const [finding] = await checkDouble(await openPicture({ path: file, workFolder, visualize: false }))
      const status = finding?.status
      const gain = finding?.facts.gain
      const outcome = status === 'hit' || status === 'clear' ? status : 'not_applicable'
      return { score: typeof gain === 'number' ? gain : null, outcome }
    }
    for (const photograph of photographs) {
      digest(photograph.bytes)
      const own = await cover(photograph, width, height)
      const [first, last] = chooseQualities(random)
      const before = await save(own, first)
      for (const laundering of launderings) {
        const base = { origin: photograph.name, laundering }
        const source = first < last ? 'last save better' : 'last save worse'
        items.push({
          ...base,
          truth: 'negative',
          source: photograph.source,
          ...(await judge(await finish(own, last, laundering))),
        })
        items.push({ ...base, truth: 'positive', source, ...(await judge(await finish(before, last, laundering))) })
      }
      say(`${photograph.name}: ${items.length} files`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }) =>
    `In a test with ${origins} photographs, ${hits} of ${positives} double saves were found and ${falseHits} of ${negatives} single ones were taken for one.`,
}
