import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findTags } from '@/lib/engine/container/find-tags'
import { openContainer } from '@/lib/engine/container/open-container'
import { readTags } from '@/lib/engine/container/read-tags'
import { loadDecoder } from '@/lib/engine/decoder'
import { ffmpeg } from '../sample-media/video'
import { hasFfmpeg, missingFfmpeg } from './has-ffmpeg'
import { mediaHonest, mediaMarks, soundContainers, videoContainers } from './marked-media'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { findRecordedSounds, missingSounds } from './recorded-sounds'
import type { EvaluatedItem, EvaluationContext, Laundering, Subject } from './subject'

/** What is written into containers: a recording as it was published, or a photograph as a second of video. */
interface Origin {
  name: string
  file: string
  /** FFmpeg's words that read it. */
  input: string[]
  /** The file itself is an honest one, with the tags it came with. */
  published: boolean
}

/** Writes marks and honest tags into containers in turn, launders them, and asks the check. */
async function evaluate(
  origins: AsyncIterable<Origin>,
  of: 'sound' | 'video',
  { workFolder, say }: EvaluationContext,
): Promise<EvaluatedItem[]> {
  const decoder = await loadDecoder()
  const outcomeOf = (file: string): EvaluatedItem['outcome'] => {
    const container = openContainer(decoder, file)
    try {
      return findTags(readTags(container), of)[0]?.status === 'hit' ? 'hit' : 'clear'
    } finally {
      container.close()
    }
  }
  const items: EvaluatedItem[] = []
  const kinds = Object.entries(of === 'sound' ? soundContainers : videoContainers)
  let index = 0
  for await (const { name, file, input, published } of origins) {
    const [extension, codec] = kinds[index % kinds.length] ?? ['mkv', []]
    const base = { origin: name, score: null }
    if (published) {
      items.push({
        ...base,
        truth: 'negative',
        source: 'as published',
        laundering: 'original',
        outcome: outcomeOf(file),
      })
    }
    const mark = mediaMarks[Math.floor(index / kinds.length) % mediaMarks.length]
    const honest = mediaHonest[index % mediaHonest.length]
    for (const [truth, writing] of [
      ['positive', mark],
      ['negative', honest],
    ] as const) {
      if (!writing) continue
      const tags = Object.entries(writing.tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
      const made = path.join(workFolder, `made.${extension}`)
      ffmpeg([...input, ...codec, ...tags, made])
      const again = path.join(workFolder, `again.${extension}`)
      const shared = path.join(workFolder, `shared.${extension}`)
      ffmpeg(['-i', made, ...codec, again, ...codec, ...withoutTags, shared])
      const copies: [Laundering, string][] = [
        ['original', made],
        ['re-encoded', again],
        ['social', shared],
      ]
      const source = truth === 'positive' ? `${extension}: ${writing.kind}` : writing.kind
      for (const [laundering, copy] of copies)
        items.push({ ...base, truth, source, laundering, outcome: outcomeOf(copy) })
    }
    index += 1
    if (index % 25 === 0) say(`${index} written and read`)
  }
  return items
}

/** FFmpeg keeps tags when it saves anew; messengers and networks write files of their own without them. */
const withoutTags = ['-map_metadata', '-1', '-map_metadata:s', '-1']

const about =
  ' by FFmpeg, with what generators write into their tags: the Chinese label, workflows, settings, sentences; against the same with ' +
  'generators as titles, as a subject and denied'

function subjectOf(
  check: 'sound.tags' | 'video.tags',
  origins: string,
  set: string,
  run: Subject['evaluate'],
): Subject {
  return {
    ...{ check, origins, calibrated: false, evaluate: run },
    set: `${set} Re-encoded copies keep tags, social ones do not. How many generated files carry a mark is not in it.`,
    says: (counts, { social }) =>
      `In a test with ${counts.origins} ${origins}, ${counts.hits} of ${counts.positives} marks written into them were found, ` +
      `${social.hits} of ${social.positives} once shared, and ${counts.falseHits} of ${counts.negatives} files without one ` +
      'were taken for marked.',
  }
}

export const sound = subjectOf(
  'sound.tags',
  'recordings',
  `Recorded letters and words of Debian’s packages, written as MP3, M4A, Ogg, FLAC and WAV${about}, and as they were published.`,
  async (context) => {
    const files = await findRecordedSounds()
    if (files === null) return { missing: missingSounds }
    if (!hasFfmpeg()) return { missing: missingFfmpeg }
    return evaluate(recordings(files, context), 'sound', context)
  },
)

export const video = subjectOf(
  'video.tags',
  'photographs',
  `Photographs of Debian’s packages as a second of video, written as MP4, MOV, Matroska, WebM and AVI${about}.`,
  async (context) => {
    if ((await readPhotographs()) === null) return { missing: missingPhotographs }
    if (!hasFfmpeg()) return { missing: missingFfmpeg }
    return evaluate(stills(context), 'video', context)
  },
)

async function* recordings(files: string[], { digest }: EvaluationContext): AsyncGenerator<Origin> {
  for (const file of files) {
    digest(await readFile(file))
    yield { name: file, file, input: ['-i', file, '-map_metadata', '-1'], published: true }
  }
}

async function* stills({ workFolder, digest }: EvaluationContext): AsyncGenerator<Origin> {
  const file = path.join(workFolder, 'still.png')
  for (const photograph of (await readPhotographs()) ?? []) {
    const png = await cover(photograph, 320, 240)
    digest(png)
    await writeFile(file, png)
    yield { name: photograph.name, file, input: ['-loop', '1', '-r', '5', '-t', '1', '-i', file], published: false }
  }
}
