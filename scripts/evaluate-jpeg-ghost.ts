import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { hitLlr, wilsonInterval } from '../lib/engine/card'
import { checkGhost } from '../lib/engine/image/check-ghost'
import { openPicture } from '../lib/engine/image/open-picture'

/**
 * Evaluates the check `jpeg.ghost` on a folder of photographs, which is searched to the bottom: makes clean copies and
 * forgeries of each, and counts by photograph, since copies of one are alike. `tsx scripts/evaluate-jpeg-ghost.ts FOLDER`
 */
const [folder, seedText = '2026'] = process.argv.slice(2)
if (!folder) throw new Error('Usage: tsx scripts/evaluate-jpeg-ghost.ts FOLDER [SEED]')

const [width, height] = [1600, 1200]
const copies = 4
let state = Number(seedText)
/** A whole number from `low` up to, not including, `high`; the same sequence for the same seed. */
function random(low: number, high: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return low + Math.floor((state / 2 ** 32) * (high - low))
}

/** Scaling down wipes out what the file went through before. */
const fresh = (file: string) =>
  sharp(file).resize(width, height, { fit: 'cover' }).toColourspace('srgb').removeAlpha().png({ compressionLevel: 1 })

const save = (picture: Buffer, quality: number) =>
  sharp(picture)
    .jpeg({ quality, chromaSubsampling: random(0, 2) ? '4:2:0' : '4:4:4' })
    .toBuffer()

async function isHit(jpeg: Buffer, work: string): Promise<boolean> {
  const file = path.join(work, 'copy.jpg')
  await writeFile(file, jpeg)
  const [finding] = await checkGhost(await openPicture({ path: file, workFolder: work, visualize: false }))
  return finding?.status === 'hit'
}

const pictures = (await readdir(folder, { recursive: true })).filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
const work = await mkdtemp(path.join(tmpdir(), 'ghost-'))
const counts = { forgeries: 0, found: 0, clean: 0, falsely: 0, photographs: 0, everFalsely: 0 }
for (const name of pictures) {
  const own = await fresh(path.join(folder, name)).toBuffer()
  let [found, falsely] = [0, 0]
  for (let copy = 0; copy < copies; copy++) {
    const other = await fresh(path.join(folder, pictures[random(0, pictures.length)] ?? name)).toBuffer()
    const first = random(50, 85)
    const last = Math.min(98, first + random(8, 28))
    const [w, h] = [random(200, 500) & ~7, random(200, 500) & ~7]
    const [left, top] = [random(0, width - w) & ~7, random(0, height - h) & ~7]
    const part = sharp(other).extract({ left, top, width: w, height: h })
    const pasteJpeg = copy % 2 === 0
    const patch = pasteJpeg ? await part.jpeg({ quality: first }).toBuffer() : await part.png().toBuffer()
    const base = pasteJpeg ? own : await save(own, first)
    const offset = pasteJpeg ? 0 : random(0, 8)
    const forged = await sharp(base)
      .composite([{ input: patch, left: Math.min(left + offset, width - w), top }])
      .png()
      .toBuffer()
    if (await isHit(await save(forged, last), work)) found++
    if (await isHit(await save(own, random(50, 99)), work)) falsely++
    if (await isHit(await save(await save(own, first), last), work)) falsely++
  }
  counts.photographs++
  counts.forgeries += copies
  counts.clean += 2 * copies
  counts.found += found
  counts.falsely += falsely
  if (falsely > 0) counts.everFalsely++
  console.log(
    `${name}: ${found} of ${copies} forgeries found, ${falsely} of ${2 * copies} clean copies taken for forged`,
  )
}
await rm(work, { recursive: true })
console.log(counts)
/** Copies of one photograph are alike, so they count as one: the shares stay, the certainty shrinks. */
const hits = Math.round((counts.found / counts.forgeries) * counts.photographs)
const card = {
  positives: counts.photographs,
  hits,
  negatives: counts.photographs,
  falseHits: counts.everFalsely,
}
console.log('card', card, 'llr', hitLlr(card), 'hit rate', wilsonInterval(hits, counts.photographs))
