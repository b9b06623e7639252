import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { leastEvidence, measureCopies } from '@/lib/engine/image/check-copy-move'
import { coverCells, mapCell } from '@/lib/engine/image/copy/draw-copies'
import { openPicture } from '@/lib/engine/image/open-picture'
import { launder } from './launder'
import { maskAuc } from './mask-agreement'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { randomFrom } from './random'
import { type EvaluatedItem, launderings, type Subject } from './subject'

const [width, height] = [1024, 768]

/** Copies a part of a photograph over another part of it: as it is, turned, or scaled. */
async function forge(own: Buffer, random: (low: number, high: number) => number) {
  const [w, h] = [random(90, 220), random(90, 220)]
  const [left, top] = [random(0, width - w), random(0, height - h)]
  let [toLeft, toTop] = [0, 0]
  do [toLeft, toTop] = [random(0, width - w), random(0, height - h)]
  while (Math.abs(toLeft - left) < w && Math.abs(toTop - top) < h)
  const kind = (['moved', 'turned', 'scaled'] as const)[random(0, 3)] ?? 'moved'
  let part = await sharp(own).extract({ left, top, width: w, height: h }).ensureAlpha().png().toBuffer()
  if (kind === 'turned') part = await sharp(part).rotate(random(5, 40), { background: '#0000' }).png().toBuffer()
  if (kind === 'scaled')
    part = await sharp(part)
      .resize(Math.round((w * random(80, 125)) / 100))
      .png()
      .toBuffer()
  const size = await sharp(part).metadata()
  const at = { left: Math.min(toLeft, width - size.width), top: Math.min(toTop, height - size.height) }
  const place = { left: Math.max(0, at.left), top: Math.max(0, at.top) }
  const picture = await sharp(own)
    .composite([{ input: part, ...place }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
  const parts = [
    { left, top, width: w, height: h },
    { ...place, width: size.width, height: size.height },
  ]
  return { picture, kind, parts }
}

type Box = { left: number; top: number; width: number; height: number }

async function judge(jpeg: Buffer, workFolder: string, parts: Box[]) {
  const file = path.join(workFolder, 'picture.jpg')
  await writeFile(file, jpeg)
  const { picture } = await openPicture({ path: file, workFolder, visualize: false })
  const { grey, weighed, unfit } = await measureCopies(picture)
  const score = weighed[0]?.evidence ?? 0
  const found = weighed.filter(({ evidence }) => evidence >= leastEvidence).map(({ copy }) => copy)
  const { columns, rows, shares } = coverCells(found, grey)
  const cell = (mapCell * width) / grey.width
  const mask = Uint8Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [((at % columns) + 0.5) * cell, (Math.floor(at / columns) + 0.5) * cell]
    const isIn = (box: Box) => x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height
    return parts.some(isIn) ? 1 : 0
  })
  return {
    score,
    outcome: unfit ? ('not_applicable' as const) : found.length > 0 ? ('hit' as const) : ('clear' as const),
    agreement: maskAuc(shares, mask),
  }
}

export const subject: Subject = {
  check: 'picture.copy-move',
  origins: 'photographs',
  set: `Photographs from Debian’s packages (desktop pictures, animals and buildings of GCompris), at ${width} × ${height}; in each forgery a rectangle of 90 to 220 pixels is copied to another place, a third of them turned by 5 to 40 degrees, a third scaled to 0.8 to 1.25.`,
  calibrated: false,
  // The thresholds were set on some of these photographs, so the copies that are harder count as well.
  cardCounts: launderings,
  async evaluate({ workFolder, seed, say, digest }) {
    const photographs = await readPhotographs()
    if (!photographs) return { missing: missingPhotographs }
    const random = randomFrom(seed)
    const items: EvaluatedItem[] = []
    for (const photograph of photographs) {
      digest(photograph.bytes)
      const own = await cover(photograph, width, height)
      const forged = await forge(own, random)
      for (const laundering of launderings) {
        const clean = await judge(await launder(own, laundering), workFolder, [])
        const found = await judge(await launder(forged.picture, laundering), workFolder, forged.parts)
        const base = { origin: photograph.name, laundering }
        items.push(
          { ...base, truth: 'negative', source: photograph.source, score: clean.score, outcome: clean.outcome },
          {
            ...base,
            truth: 'positive',
            source: forged.kind,
            score: found.score,
            outcome: found.outcome,
            ...(found.outcome === 'hit' && { maskAgreement: found.agreement }),
          },
        )
      }
      say(`${photograph.name}: ${items.length} files`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }) =>
    `In a test with ${origins} photographs, ${hits} of ${positives} copied parts were found and ${falseHits} of ${negatives} clean pictures were taken for one.`,
}
