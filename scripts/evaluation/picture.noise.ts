import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { leastStrength, measureNoiseOf } from '@/lib/engine/image/check-noise'
import { strength } from '@/lib/engine/image/noise/find-patch'
import { openPicture } from '@/lib/engine/image/open-picture'
import { launder } from './launder'
import { maskAuc } from './mask-agreement'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { randomFrom } from './random'
import { type EvaluatedItem, launderings, type Subject } from './subject'

const [width, height] = [1024, 768]
type Random = (low: number, high: number) => number
interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Adds normal noise, of this deviation in grey levels, to every pixel. */
async function roughen(picture: Buffer, deviation: number, random: Random): Promise<Buffer> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  for (let at = 0; at < data.length; at += 3) {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += random(0, 1 << 20) / 2 ** 20
    for (let channel = 0; channel < 3; channel++) {
      data[at + channel] = Math.max(0, Math.min(255, Math.round((data[at + channel] ?? 0) + sum * deviation)))
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** Pastes a part of another photograph: noisier than its surroundings, or clean into a noisy picture. */
async function forge(own: Buffer, other: Buffer, random: Random) {
  const box = { width: random(180, 340), height: random(180, 340), left: 0, top: 0 }
  box.left = random(0, width - box.width)
  box.top = random(0, height - box.height)
  const deviation = random(4, 9)
  const isNoisy = random(0, 2) === 0
  const part = await sharp(other).extract(box).png().toBuffer()
  const base = isNoisy ? own : await roughen(own, deviation, random)
  const patch = isNoisy ? await roughen(part, deviation, random) : part
  const picture = await sharp(base)
    .composite([{ input: patch, left: box.left, top: box.top }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { picture, box, kind: isNoisy ? 'noisy part' : 'clean part', clean: base }
}

async function judge(jpeg: Buffer, workFolder: string, box: Box | null) {
  const file = path.join(workFolder, 'picture.jpg')
  await writeFile(file, jpeg)
  const { picture } = await openPicture({ path: file, workFolder, visualize: false })
  const { map, difference, patch } = await measureNoiseOf(picture)
  const score = patch ? strength(patch) : 0
  const scale = (map.side * width) / picture.width
  const mask = Uint8Array.from(difference.difference, (_, at) => {
    const [x, y] = [((at % map.columns) + 0.5) * scale, (Math.floor(at / map.columns) + 0.5) * scale]
    return box && x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height ? 1 : 0
  })
  const agreement = maskAuc(difference.difference.map(Math.abs), mask)
  return { score, outcome: score >= leastStrength ? ('hit' as const) : ('clear' as const), agreement }
}

export const subject: Subject = {
  check: 'picture.noise',
  origins: 'photographs',
  set: `Photographs from Debian’s packages (desktop pictures, animals and buildings of GCompris), at ${width} × ${height}; in each forgery a rectangle of 180 to 340 pixels comes from another photograph, and noise of 4 to 8 grey levels was added to it or to all else; the clean picture has that noise all over, or none.`,
  calibrated: false,
  // Most false hits come with strong compression, so the copies count as well.
  cardCounts: launderings,
  async evaluate({ workFolder, seed, say, digest }) {
    const photographs = await readPhotographs()
    if (!photographs) return { missing: missingPhotographs }
    const random = randomFrom(seed)
    const items: EvaluatedItem[] = []
    for (const photograph of photographs) {
      digest(photograph.bytes)
      const own = await cover(photograph, width, height)
      const stranger = photographs[random(0, photographs.length)] ?? photograph
      const forged = await forge(own, await cover(stranger, width, height), random)
      for (const laundering of launderings) {
        const base = { origin: photograph.name, laundering }
        const clean = await judge(await launder(forged.clean, laundering), workFolder, null)
        const found = await judge(await launder(forged.picture, laundering), workFolder, forged.box)
        items.push(
          { ...base, truth: 'negative', source: photograph.source, score: clean.score, outcome: clean.outcome },
          {
            ...base,
            truth: 'positive',
            source: forged.kind,
            score: found.score,
            outcome: found.outcome,
            maskAgreement: found.agreement,
          },
        )
      }
      say(`${photograph.name}: ${items.length} files`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }) =>
    `In a test with ${origins} photographs, ${hits} of ${positives} parts with another noise level were found and ${falseHits} of ${negatives} clean pictures were taken for one.`,
}
