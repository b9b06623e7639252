import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { checkGhost } from '@/lib/engine/image/check-ghost'
import { readCoefficients } from '@/lib/engine/image/ghost/coefficients'
import { findGhost } from '@/lib/engine/image/ghost/find-ghost'
import { readJpegStructure } from '@/lib/engine/image/jpeg-structure'
import { openPicture } from '@/lib/engine/image/open-picture'
import { auc } from '@/lib/evaluation/roc'
import { cover, missingPhotographs, type Photograph, readPhotographs } from './photographs'
import { type Random, randomFrom } from './random'
import { type EvaluatedItem, launderings, type Subject } from './subject'

const [width, height] = [1024, 768]
/** Forgeries of each photograph: as many with a patch saved before as with a patch that was not. */
const forgeriesOfEach = 2

interface Forgery {
  jpeg: Buffer
  /** In pixels. */
  patch: { left: number; top: number; width: number; height: number }
  kind: 'patch from a JPEG' | 'patch into a JPEG'
}

/** `jpeg.ghost`: photographs with a patch of another one, of which one of the two was a JPEG before. */
export const subject: Subject = {
  check: 'jpeg.ghost',
  origins: 'photographs',
  set:
    'Photographs of Debian’s packages at 1024 × 768 with patches of others, of which one of the two was a JPEG before (quality ' +
    '50–84) and the whole was saved better (by 8–27); against the photographs saved once, and saved twice. Copies are saved ' +
    'again at quality 75, or scaled to 800 pixels.',
  calibrated: false,
  // Its only false hits were among the copies saved again, so these count as well.
  cardCounts: launderings,
  async evaluate({ workFolder, seed, say, digest }) {
    const photographs = await readPhotographs()
    if (photographs === null) return { missing: missingPhotographs }
    const items: EvaluatedItem[] = []
    for (const [at, photograph] of photographs.entries()) {
      const random = randomFrom(seed + at)
      const own = await cover(photograph, width, height)
      digest(own)
      const other = photographs[(at + random(1, photographs.length)) % photographs.length] ?? photograph
      const patchSource = await cover(other, width, height)
      items.push(...(await evaluateOne(photograph, own, patchSource, random, workFolder)))
      if ((at + 1) % 10 === 0) say(`${at + 1} of ${photographs.length} photographs`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }, { original }) =>
    `In a test with ${origins} photographs, ${original.hits} of ${original.positives} forgeries were found as they were made, and ` +
    `${hits - original.hits} of ${positives - original.positives} once saved again or scaled; of clean copies ` +
    `${original.falseHits} of ${original.negatives} were taken for one as they were made, and ` +
    `${falseHits - original.falseHits} of ${negatives - original.negatives} once saved again or scaled.`,
}

async function evaluateOne(
  { name, source }: Photograph,
  own: Buffer,
  other: Buffer,
  random: Random,
  workFolder: string,
): Promise<EvaluatedItem[]> {
  const items: EvaluatedItem[] = []
  const look = async (
    jpeg: Buffer,
    about: Pick<EvaluatedItem, 'truth' | 'source' | 'laundering' | 'maskAgreement'>,
  ) => {
    items.push({ origin: name, ...(await judge(jpeg, workFolder)), ...about })
  }
  for (let copy = 0; copy < forgeriesOfEach; copy++) {
    const forgery = await forge(own, other, random, copy % 2 === 0)
    const { jpeg, kind } = forgery
    const agreement = await mapAgreement(forgery)
    const found = { truth: 'positive', source: kind } as const
    await look(jpeg, { ...found, laundering: 'original', ...(agreement !== null && { maskAgreement: agreement }) })
    await look(await sharp(jpeg).jpeg({ quality: 75 }).toBuffer(), { ...found, laundering: 're-encoded' })
    await look(await sharp(jpeg).resize(800).jpeg({ quality: 75 }).toBuffer(), { ...found, laundering: 'social' })
  }
  const clean = { truth: 'negative', source } as const
  await look(await save(own, random(50, 99), random), { ...clean, laundering: 'original' })
  const first = random(50, 85)
  const twice = await save(await save(own, first, random), Math.min(98, first + random(8, 28)), random)
  await look(twice, { ...clean, laundering: 'original' })
  await look(await sharp(twice).jpeg({ quality: 75 }).toBuffer(), { ...clean, laundering: 're-encoded' })
  await look(await sharp(twice).resize(800).jpeg({ quality: 75 }).toBuffer(), { ...clean, laundering: 'social' })
  return items
}

async function forge(own: Buffer, other: Buffer, random: Random, fromJpeg: boolean): Promise<Forgery> {
  const first = random(50, 85)
  const last = Math.min(98, first + random(8, 28))
  const size = { width: random(160, 400) & ~7, height: random(160, 400) & ~7 }
  const [left, top] = [random(0, width - size.width - 8) & ~7, random(0, height - size.height) & ~7]
  const part = sharp(other).extract({ left, top, ...size })
  const patch = fromJpeg ? await part.jpeg({ quality: first }).toBuffer() : await part.png().toBuffer()
  const base = fromJpeg ? own : await save(own, first, random)
  // What was saved twice has to stay on its grid, so only a patch that was not may lie beside it.
  const at = fromJpeg ? left : left + random(0, 8)
  const forged = await sharp(base)
    .composite([{ input: patch, left: at, top }])
    .png({ compressionLevel: 1 })
    .toBuffer()
  const jpeg = await save(forged, last, random)
  return { jpeg, patch: { left: at, top, ...size }, kind: fromJpeg ? 'patch from a JPEG' : 'patch into a JPEG' }
}

const save = (picture: Buffer, quality: number, random: Random) =>
  sharp(picture)
    .jpeg({ quality, chromaSubsampling: random(0, 2) === 0 ? '4:2:0' : '4:4:4' })
    .toBuffer()

/** Score: how far the region most unlike the rest reaches the threshold, which is 1; 0 where the check finds none or cannot look. */
async function judge(jpeg: Buffer, workFolder: string): Promise<Pick<EvaluatedItem, 'score' | 'outcome'>> {
  const file = path.join(workFolder, 'copy.jpg')
  await writeFile(file, jpeg)
  const [finding] = await checkGhost(await openPicture({ path: file, workFolder, visualize: false }))
  const status = finding?.status
  if (status !== 'hit' && status !== 'clear') return { score: 0, outcome: 'not_applicable' }
  const { ofThreshold } = finding?.facts ?? {}
  if (typeof ofThreshold !== 'number') throw new Error('The check gave no number.')
  return { score: ofThreshold, outcome: status }
}

/** AUC of the map's blocks against the patch; null where there is no map. */
async function mapAgreement({ jpeg, patch, kind }: Forgery): Promise<number | null> {
  const luma = readJpegStructure(jpeg)?.luma
  if (!luma) return null
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const map = findGhost(readCoefficients(data, info.width, info.height, info.channels), luma)
  if (!map) return null
  const [inside, outside]: [number[], number[]] = [[], []]
  for (const [block, strength] of map.strength.entries()) {
    const [x, y] = [(block % map.columns) * 8 + 4, Math.floor(block / map.columns) * 8 + 4]
    const within = x >= patch.left && x < patch.left + patch.width && y >= patch.top && y < patch.top + patch.height
    const towards = kind === 'patch from a JPEG' ? strength : -strength
    if (within) inside.push(towards)
    else outside.push(towards)
  }
  return auc(inside, outside)
}
