import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { MediaType } from '@/lib/engine/analysis'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { ffmpeg } from '@/scripts/sample-media/video'
import type { EngineWork } from './engine-work'
import { type Figure, median } from './figure'

const root = path.resolve(import.meta.dirname, '..')
const rounds = 3
/** Files of the engine that are named in the report of where the time goes. */
const named = 10

interface Sample {
  /** "a 4-megapixel picture": what the figure is of. */
  of: string
  file: string
  mediaType: MediaType
  /** Most CPU-seconds, by docs/engine.md. */
  goal: number
}

/**
 * CPU-seconds of an analysis, per 4-megapixel picture and per minute of sound and of video, over those of plainly decoding
 * the same file in the same run (a picture is saved again as well); and in which files of the engine they are spent. Needs
 * ffmpeg to make the media, and no running product.
 */
export async function engine(): Promise<Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-bench-engine-'))
  try {
    const figures: Figure[] = []
    for (const sample of await makeSamples(folder)) figures.push(...(await measure(sample, folder)))
    return [...figures, await startCost(folder)]
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function measure({ of, file, mediaType, goal }: Sample, folder: string): Promise<Figure[]> {
  const works: EngineWork[] = []
  for (let round = 0; round < rounds; round += 1) works.push(await work(file, mediaType, folder))
  const engineCpu = median(works.map(({ cpu }) => cpu))
  const plainCpu = median(works.map(({ plain }) => plain))
  const [last] = works.slice(-1)
  const most = Object.entries(last?.files ?? {})
    .sort(([, a], [, b]) => b - a)
    .slice(0, named)
  return [
    { figure: `engine: ${of}`, value: engineCpu, unit: 'CPU-s', goal },
    { figure: `engine: ${of}, plain decode`, value: plainCpu, unit: 'CPU-s', goal: null },
    { figure: `engine: ${of}, over its plain decode`, value: engineCpu / plainCpu, unit: 'ratio', goal: null },
    ...most.map(
      ([name, value]): Figure => ({ figure: `engine: ${of}, of it in ${name}`, value, unit: 'CPU-s', goal: null }),
    ),
  ]
}

/** In a process of its own, so that nothing is warm that would be cold. */
async function work(file: string, mediaType: MediaType, folder: string): Promise<EngineWork> {
  const script = path.join(root, 'bench/engine-work.ts')
  const words = ['--import', 'tsx', script, file, mediaType, fs.mkdtempSync(path.join(folder, 'work-'))]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, maxBuffer: 2 ** 26 })
  return JSON.parse(stdout) as EngineWork
}

/** What starting the process of an analysis costs: a file that is refused at once. */
async function startCost(folder: string): Promise<Figure> {
  const file = path.join(folder, 'letter.jpg')
  fs.writeFileSync(file, 'Dear Sir or Madam,\n')
  const request = { path: file, mediaType: 'image' as const, workFolder: fs.mkdtempSync(path.join(folder, 'work-')) }
  const run = () =>
    runAnalysis(
      { ...request, visualize: false, startRegion: null, endRegion: null, maxVideoSeconds: null, modality: 'all' },
      { timeoutSeconds: 60, memoryMegabytes: 2048 },
    ).catch(() => {})
  // The first makes the bundle.
  await run()
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now()
    await run()
    times.push(performance.now() - begun)
  }
  return {
    figure: 'engine: start of the process, and its refusal of a letter',
    value: median(times),
    unit: 'ms',
    goal: null,
  }
}

async function makeSamples(folder: string): Promise<Sample[]> {
  const to = (name: string) => path.join(folder, name)
  const media = (name: string) => path.join(root, 'tests/media', name)
  const grain = {
    create: {
      width: 2400,
      height: 1700,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  } as const
  const texture = await sharp(grain).png().toBuffer()
  await sharp(media('photograph.jpg'))
    .resize(2400, 1700, { fit: 'fill' })
    .composite([{ input: texture, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toFile(to('picture.jpg'))
  ffmpeg([
    '-stream_loop',
    '-1',
    '-i',
    media('speech.wav'),
    '-t',
    '60',
    '-ar',
    '44100',
    '-c:a',
    'aac',
    '-b:a',
    '96k',
    to('sound.m4a'),
  ])
  ffmpeg([
    ...[
      '-f',
      'lavfi',
      '-i',
      'mandelbrot=size=320x180:rate=30:end_scale=0.02:end_pts=2000,trim=duration=60,scale=1280x720,noise=alls=6:allf=t',
    ],
    ...[
      '-i',
      to('sound.m4a'),
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '27',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'copy',
    ],
    to('video.mp4'),
  ])
  return [
    { of: 'a 4-megapixel picture', file: to('picture.jpg'), mediaType: 'image', goal: 2.5 },
    { of: 'a minute of sound', file: to('sound.m4a'), mediaType: 'audio', goal: 2 },
    { of: 'a minute of 720p video with its sound', file: to('video.mp4'), mediaType: 'video', goal: 90 },
  ]
}
