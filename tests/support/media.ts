import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import type { AnalysisRequest, Label, MediaType } from '@/lib/engine/analysis'

/** The committed sample media. */
export const mediaFolder = path.resolve(import.meta.dirname, '../media')

/** One small file of every accepted container and codec. */
export const formatsFolder = path.resolve(import.meta.dirname, '../engine/formats')

/** One entry of tests/media/known-answers.json. */
export interface KnownAnswer {
  file: string
  mediaType: MediaType
  title: string
  label: Label
  labelWithTestAuthority?: Label
  hits: string[]
  clear: string[]
  mask?: string
}

export async function readKnownAnswers(): Promise<KnownAnswer[]> {
  return JSON.parse(await readFile(path.join(mediaFolder, 'known-answers.json'), 'utf8')) as KnownAnswer[]
}

/** Work folders and made files of one test, gone after it. */
export function useMedia() {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })
  const newFolder = async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docket-media-'))
    folders.push(folder)
    return folder
  }
  return {
    newFolder,
    /** Writes bytes to a file of a folder of its own. */
    async file(name: string, bytes: Uint8Array | string): Promise<string> {
      const file = path.join(await newFolder(), name)
      await writeFile(file, bytes)
      return file
    },
    /** A request with a work folder of its own. */
    async request(file: string, mediaType: MediaType, more: Partial<AnalysisRequest> = {}): Promise<AnalysisRequest> {
      return {
        path: path.resolve(mediaFolder, file),
        mediaType,
        workFolder: await newFolder(),
        visualize: true,
        startRegion: null,
        endRegion: null,
        maxVideoSeconds: null,
        modality: 'all',
        ...more,
      }
    },
  }
}

/** A 16-bit mono WAV file of computed samples, -1 to 1. */
export function wav(sampleRate: number, seconds: number, at: (second: number) => number): Buffer {
  const count = Math.round(sampleRate * seconds)
  const bytes = Buffer.alloc(44 + count * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + count * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(count * 2, 40)
  for (let i = 0; i < count; i += 1) bytes.writeInt16LE(Math.round(at(i / sampleRate) * 32767), 44 + i * 2)
  return bytes
}
