import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PictureFingerprint } from '@/lib/engine/analysis'
import { openContainer } from '@/lib/engine/container/open-container'
import { type Decoder, loadDecoder } from '@/lib/engine/decoder'
import { leastShare } from '@/lib/engine/match/check-known'
import { frameHashes } from '@/lib/engine/match/frame-hashes'
import { askedScenes, keptScenes } from '@/lib/engine/match/known-scenes'
import { pdqDistance, pdqMatchDistance, pdqVariants } from '@/lib/engine/match/pdq'
import { sampleFrames } from '@/lib/engine/video/sample-frames'
import { ffmpeg } from '../sample-media/video'
import { hasFfmpeg, missingFfmpeg } from './has-ffmpeg'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import type { EvaluatedItem, Laundering, Subject } from './subject'

const encoded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', '-pix_fmt', 'yuv420p', '-crf']

/** What is done to a copy, as a person or a network does it: FFmpeg's words. */
const copies: Record<string, { laundering: Laundering; words: string[]; extension?: string }> = {
  'packed anew': { laundering: 'original', words: ['-c', 'copy'], extension: 'mkv' },
  'saved again': { laundering: 're-encoded', words: [...encoded, '32'] },
  mirrored: { laundering: 're-encoded', words: ['-vf', 'hflip', ...encoded, '26'] },
  'another frame rate': { laundering: 're-encoded', words: ['-vf', 'fps=5', ...encoded, '26'] },
  'scaled down': { laundering: 'social', words: ['-vf', 'scale=256:-2', ...encoded, '34'] },
  brightened: { laundering: 'social', words: ['-vf', 'eq=brightness=0.06:contrast=1.1', ...encoded, '30'] },
  'cut by 2 % each side': { laundering: 'social', words: ['-vf', 'crop=iw*0.96:ih*0.96', ...encoded, '30'] },
  'cut by 5 % each side': { laundering: 'social', words: ['-vf', 'crop=iw*0.9:ih*0.9', ...encoded, '30'] },
  'cut to a square': { laundering: 'social', words: ['-vf', 'crop=ih:ih', ...encoded, '30'] },
  'cut by 8 % at the bottom': { laundering: 'social', words: ['-vf', 'crop=iw:ih*0.92:0:0', ...encoded, '30'] },
}

/** The one copy that is tried the other way round too: it is known, and the original is handed in. */
const cutFirst = 'cut by 8 % at the bottom'
const knownWasCut = 'the original of one cut by 8 % at the bottom'

/** A camera that pans over a photograph for three seconds. */
const pan = ['-vf', "crop=384:288:x='(iw-ow)*t/3':y=36", ...encoded, '20']

/** `match.known` on videos: copies against their originals, and each video against all others. */
const subject: Subject = {
  ...{ check: 'match.known', hit: 'frames', origins: 'videos', calibrated: false },
  set:
    'Videos of three seconds that pan over photographs of Debian’s packages, 384 × 288: copies saved again, scaled, mirrored, brightened, ' +
    'cut and at another frame rate against their originals, originals against a copy that was cut, and each video against all the others. A match is one of at least half ' +
    'of the scenes of both. Videos with many scenes are not in it.',
  cardCounts: ['re-encoded', 'social'],
  async evaluate({ workFolder, say, digest }) {
    const photographs = await readPhotographs()
    if (photographs === null) return { missing: missingPhotographs }
    if (!hasFfmpeg()) return { missing: missingFfmpeg }
    const decoder = await loadDecoder()
    const known: { name: string; source: string; frames: PictureFingerprint[] }[] = []
    const items: EvaluatedItem[] = []
    const still = path.join(workFolder, 'still.png')
    const original = path.join(workFolder, 'original.mp4')
    for (const photograph of photographs) {
      const png = await cover(photograph, 480, 360)
      digest(png)
      await writeFile(still, png)
      ffmpeg(['-loop', '1', '-r', '6', '-t', '3', '-i', still, ...pan, original])
      const frames = await framesOf(decoder, original)
      const made = Object.entries(copies).map(([source, copy], at) => {
        return { source, ...copy, file: path.join(workFolder, `${at}.${copy.extension ?? 'mp4'}`) }
      })
      ffmpeg(['-i', original, ...made.flatMap(({ words, file }) => [...words, file])])
      for (const { source, laundering, file } of made) {
        const base = { origin: photograph.name, truth: 'positive' as const, source, laundering }
        const copied = await framesOf(decoder, file)
        items.push({ ...base, ...judged(copied, [frames]) })
        if (source === cutFirst) items.push({ ...base, source: knownWasCut, ...judged(frames, [copied]) })
      }
      known.push({ name: photograph.name, source: photograph.source, frames })
      if (known.length % 25 === 0) say(`${known.length} videos made and copied`)
    }
    for (const { name, source, frames } of known) {
      const others = known.filter((other) => other.name !== name).map((other) => other.frames)
      const base = { origin: name, truth: 'negative' as const, source, laundering: 'social' as const }
      items.push({ ...base, ...judged(frames, others) })
    }
    for (const source of [...Object.keys(copies), knownWasCut]) {
      const made = items.filter((item) => item.source === source)
      say(`${source}: ${made.filter(({ outcome }) => outcome === 'hit').length} of ${made.length}`)
    }
    return items
  },
  says: ({ origins, positives, hits, negatives, falseHits }) =>
    `In a test with ${origins} videos, ${hits} of ${positives} changed copies were known again, and ${falseHits} of ` +
    `${negatives} videos were taken for one of the others.`,
}

export default subject

async function framesOf(decoder: Decoder, file: string): Promise<PictureFingerprint[]> {
  const container = openContainer(decoder, file)
  const hashes = frameHashes()
  try {
    for await (const { second, pixels } of sampleFrames(decoder, container, { start: 0, end: 10 }, () => {})) {
      hashes.add(second, pixels)
    }
  } finally {
    container.close()
  }
  return hashes.all
}

/** As the search counts it, except that all eight turns are looked for, of what is cut too: that can only add false hits. */
function judged(
  frames: PictureFingerprint[],
  knownVideos: PictureFingerprint[][],
): Pick<EvaluatedItem, 'score' | 'outcome'> {
  if (frames.length === 0) return { score: null, outcome: 'not_applicable' }
  const asked = askedScenes(frames).map((scene) => ({ ...scene, variants: pdqVariants(scene.pdq) }))
  let nearest = 256
  let isHit = false
  for (const video of knownVideos) {
    const kept = keptScenes(video)
    const [ours, theirs] = [new Set<number | null>(), new Set<number | null>()]
    for (const scene of asked) {
      for (const other of kept) {
        if (scene.cut && other.cut) continue
        const distance = Math.min(...scene.variants.map((variant) => pdqDistance(variant, other.pdq)))
        nearest = Math.min(nearest, distance)
        if (distance > pdqMatchDistance) continue
        ours.add(scene.second)
        theirs.add(other.second)
      }
    }
    isHit ||= Math.min(ours.size / wholes(asked), theirs.size / wholes(kept)) >= leastShare
  }
  return { score: 1 - nearest / 256, outcome: isHit ? 'hit' : 'clear' }
}

const wholes = (scenes: PictureFingerprint[]) => Math.max(1, scenes.filter(({ cut }) => cut === undefined).length)
