import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { voiceFeatures } from '../../lib/engine/sound/voice/features'
import { collectFrames, type Frame, frameSeconds, voiceRate } from '../../lib/engine/sound/voice/frames'
import { isSpeech } from '../../lib/engine/sound/voice/speech'
import type { Source } from './source'

/** What is done to every recording alike, whoever speaks in it. */
export const treatments = ['original', 'mp3', 'gsm'] as const
export type Treatment = (typeof treatments)[number]

/** Seconds of one recording, and of the stretches the detector judges. */
export const recordingSeconds = 15
const longestSeconds = {
  real: { original: 180, mp3: 90, gsm: 90 },
  synthetic: { original: 60, mp3: 30, gsm: 30 },
}

/** One recording: the features of its stretches of each length; null where a stretch cannot be judged. */
export interface Recording {
  kind: Source['kind']
  corpus: string
  speaker: string
  treatment: Treatment
  /** By seconds of the stretches. */
  stretches: Record<number, (number[] | null)[]>
}

/** Brings a voice to 8 kHz, one loudness and each treatment, cuts it into recordings and measures those. */
export function measure(source: Source, folder: string, lengths: number[]): Recording[] {
  mkdirSync(folder, { recursive: true })
  const name = path.join(folder, source.speaker.replace(/\W/g, '_'))
  const plain = `${name}.wav`
  if (!existsSync(plain)) {
    const list = `${name}.txt`
    writeFileSync(list, source.files.map((file) => `file '${file}'`).join('\n'))
    const joined = `${name}.raw`
    const parts = chunked(source.files.slice(0, 150), 50).map((files) => {
      const inputs = files.flatMap((file) => [...(file.endsWith('.gsm') ? ['-f', 'gsm'] : []), '-i', file])
      const each = files.map((_, i) => `[${i}:a]aresample=${voiceRate},aformat=channel_layouts=mono[p${i}];`).join('')
      const names = files.map((_, i) => `[p${i}]`).join('')
      return decode(inputs, ['-filter_complex', `${each}${names}concat=n=${files.length}:v=0:a=1`])
    })
    writeFileSync(
      joined,
      atOneLevel(Buffer.concat(parts).subarray(0, longestSeconds[source.kind].original * voiceRate * 2)),
    )
    ffmpeg(['-f', 's16le', '-ar', `${voiceRate}`, '-ac', '1', '-i', joined, plain])
  }
  return treatments.flatMap((treatment) => {
    const samples = toSamples(treat(plain, name, treatment)).subarray(
      0,
      longestSeconds[source.kind][treatment] * voiceRate,
    )
    const each = recordingSeconds * voiceRate
    return Array.from({ length: Math.floor(samples.length / each) }, (_, i) => ({
      kind: source.kind,
      corpus: source.corpus,
      speaker: source.speaker,
      treatment,
      stretches: Object.fromEntries(
        lengths.map((seconds) => [seconds, stretchesOf(samples.subarray(i * each, (i + 1) * each), seconds)]),
      ),
    }))
  })
}

function treat(plain: string, name: string, treatment: Treatment): Buffer {
  const encoders: Record<Exclude<Treatment, 'original'>, [string, string[]]> = {
    mp3: ['mp3', ['-c:a', 'libmp3lame', '-b:a', '24k']],
    gsm: ['wav', ['-c:a', 'libgsm_ms']],
  }
  if (treatment === 'original') return decode(['-i', plain], [])
  const [extension, options] = encoders[treatment]
  const encoded = `${name}-${treatment}.${extension}`
  if (!existsSync(encoded)) ffmpeg(['-i', plain, ...options, encoded])
  return decode(['-i', encoded], [])
}

function stretchesOf(samples: Float32Array, seconds: number): (number[] | null)[] {
  const frames: Frame[] = []
  collectFrames((frame) => frames.push(frame))(samples)
  const each = Math.round(seconds / frameSeconds)
  return Array.from({ length: Math.floor(frames.length / each + 0.1) }, (_, i) => {
    const part = frames.slice(i * each, (i + 1) * each)
    return isSpeech(part) ? voiceFeatures(part) : null
  })
}

const chunked = <Item>(items: Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

function decode(input: string[], filters: string[]): Buffer {
  return ffmpeg([...input, ...filters, '-ar', `${voiceRate}`, '-ac', '1', '-f', 's16le', '-'])
}

function ffmpeg(words: string[]): Buffer {
  const options = { maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'] }
  return execFileSync('ffmpeg', ['-hide_banner', '-y', ...words], options)
}

/** The loudest hundredth of the samples at a tenth of full scale. */
function atOneLevel(bytes: Buffer): Buffer {
  const samples = toSamples(bytes)
  const sizes = samples.map(Math.abs).toSorted()
  const gain = 0.1 / Math.max(1e-4, sizes[Math.floor(sizes.length * 0.99)] ?? 0)
  const out = Buffer.alloc(bytes.length)
  for (const [i, sample] of samples.entries()) {
    out.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample * gain)) * 32767), i * 2)
  }
  return out
}

function toSamples(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2) / 32768)
}
