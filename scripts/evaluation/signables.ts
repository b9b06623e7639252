import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { ffmpeg } from '../sample-media/video'
import { soundContainers, videoContainers } from './marked-media'
import { cover, type Photograph } from './photographs'

/** A file to be signed, made of one photograph or recording. */
export interface Signable {
  origin: string
  format: string
  /** What it was made of. */
  source: Buffer
  plain: Buffer
  /** Another of the same format. */
  other: Buffer
}

type Made = Omit<Signable, 'other'>

/** So many of each format; of JPEG and PNG together all photographs there are. */
const ofEach = 40

/** Files of all formats that the evaluation signs, format by format. Sound and film are written by FFmpeg. */
export async function* makeSignables(
  photographs: Photograph[],
  recordings: string[],
  workFolder: string,
): AsyncGenerator<Signable> {
  const picture = (format: string, as: (png: Sharp) => Sharp) => (photograph: Photograph) =>
    makePicture(format, as, photograph)
  const write = async (format: string, words: string[]) => {
    const made = path.join(workFolder, `made.${format.toLowerCase()}`)
    ffmpeg([...words, '-map_metadata', '-1', made])
    return readFile(made)
  }
  const film = async (photograph: Photograph) => {
    const source = await cover(photograph, 320, 240)
    const still = path.join(workFolder, 'still.png')
    await writeFile(still, source)
    const read = ['-loop', '1', '-r', '5', '-t', '1', '-i', still]
    const plain = await write('MP4', [...read, ...(videoContainers.mp4 ?? [])])
    return { origin: photograph.name, format: 'MP4', source, plain }
  }
  const sound = (format: string) => async (file: string) => {
    const plain = await write(format, ['-i', file, ...(soundContainers[format.toLowerCase()] ?? [])])
    return { origin: file, format, source: await readFile(file), plain }
  }
  const some = evenly(photographs)
  const heard = evenly(recordings)
  const even = photographs.filter((_, at) => at % 2 === 0)
  const odd = photographs.filter((_, at) => at % 2 === 1)
  yield* inTurn(
    even,
    picture('JPEG', (png) => png.jpeg({ quality: 90 })),
  )
  yield* inTurn(
    odd,
    picture('PNG', (png) => png.png({ compressionLevel: 1 })),
  )
  yield* inTurn(
    some,
    picture('WebP', (png) => png.webp({ quality: 85 })),
  )
  yield* inTurn(
    some,
    picture('GIF', (png) => png.gif({ effort: 1 })),
  )
  yield* inTurn(some, film)
  for (const format of ['WAV', 'MP3', 'M4A']) yield* inTurn(heard, sound(format))
}

async function* inTurn<Origin>(origins: Origin[], make: (origin: Origin) => Promise<Made>): AsyncGenerator<Signable> {
  const made: Made[] = []
  for (const origin of origins) made.push(await make(origin))
  for (const [at, one] of made.entries()) yield { ...one, other: (made[(at + 1) % made.length] ?? one).plain }
}

function evenly<Origin>(all: Origin[]): Origin[] {
  const kept = Math.min(ofEach, all.length)
  return Array.from({ length: kept }, (_, at) => all[Math.floor((at * all.length) / kept)]).filter(
    (one) => one !== undefined,
  )
}

async function makePicture(format: string, as: (png: Sharp) => Sharp, photograph: Photograph): Promise<Made> {
  const plain = await as(sharp(await cover(photograph, 640, 480))).toBuffer()
  return { origin: photograph.name, format, source: plain, plain }
}
