import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { checkTags } from '@/lib/engine/image/check-tags'
import { openPicture } from '@/lib/engine/image/open-picture'
import { honest, marks } from './marked-pictures'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { type EvaluatedItem, type Laundering, launderings, type Subject } from './subject'

/** `picture.tags` on photographs with marks written into them by rule, and with what honest programs write. */
const subject: Subject = {
  check: 'picture.tags',
  origins: 'photographs',
  set:
    'Photographs of Debian’s packages at 320 × 240 as PNG, JPEG and WebP, into which the marks of seven generators, digital source types and names of programs were ' +
    'written by rule, in the places where generators write them; against the same with a camera’s tags, an editor’s, ' +
    'captions about generators and the same keywords with other texts. Re-encoded copies are JPEGs that keep EXIF and XMP, ' +
    'social ones are scaled and keep nothing. How many generated pictures carry a mark is not in it.',
  calibrated: false,
  async evaluate({ workFolder, say, digest }) {
    const photographs = await readPhotographs()
    if (photographs === null) return { missing: missingPhotographs }
    const file = path.join(workFolder, 'picture')
    const items: EvaluatedItem[] = []
    for (const photograph of photographs) {
      const png = await cover(photograph, 320, 240)
      digest(png)
      for (const [truth, writings] of [
        ['positive', marks],
        ['negative', honest],
      ] as const) {
        for (const { kind, write } of writings) {
          const written = await write(png)
          for (const laundering of launderings) {
            await writeFile(file, await copied(written, laundering))
            const [finding] = await checkTags(await openPicture({ path: file, workFolder, visualize: false }))
            const outcome = finding?.status === 'hit' && finding.points !== 'context' ? 'hit' : 'clear'
            items.push({ origin: photograph.name, truth, source: kind, laundering, score: null, outcome })
          }
        }
      }
    }
    for (const { kind } of [...marks, ...honest]) {
      const own = items.filter(({ source, laundering }) => source === kind && laundering === 'original')
      say(`${kind}: ${own.filter(({ outcome }) => outcome === 'hit').length} of ${own.length}`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }, { social }) =>
    `In a test with ${origins} photographs, ${hits} of ${positives} marks written into them were found, ${social.hits} of ` +
    `${social.positives} once shared, and ${falseHits} of ${negatives} files without one were taken for marked.`,
}

export default subject

async function copied(bytes: Buffer, laundering: Laundering): Promise<Buffer> {
  switch (laundering) {
    case 'original':
      return bytes
    case 're-encoded':
      return sharp(bytes).keepMetadata().jpeg({ quality: 75 }).toBuffer()
    case 'social':
      return sharp(bytes).resize({ width: 240 }).jpeg({ quality: 70 }).toBuffer()
  }
}
