import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fileTypeFromFile } from 'file-type'
import type { Analysis, MediaType } from '@/lib/engine/analysis'
import { AnalysisFailure } from '@/lib/engine/failure'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { type KnownFile, listKnownFiles } from './known-files'
import type { EvaluatedItem } from './subject'

const limits = { timeoutSeconds: 600, memoryMegabytes: 2048 }

/** A file of known truth, and what the whole engine said of it; null where it was refused. */
export interface AnalysedFile extends KnownFile {
  analysis: Analysis | null
  because: string
}

/** Runs the whole engine, as the worker does, on every file of a folder or list. `modelsFile`: as in MODELS_FILE. */
export async function analyseKnownFiles(
  given: string,
  modelsFile: string | undefined,
  say: (line: string) => void,
): Promise<AnalysedFile[]> {
  const waiting = (await listKnownFiles(given)).entries()
  const done: AnalysedFile[] = []
  const work = async () => {
    for (const [at, file] of waiting) {
      done[at] = { ...file, ...(await analyseFile(file.path, modelsFile)) }
      if ((at + 1) % 25 === 0) say(`${at + 1} files analysed`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return done
}

/** The whole engine on one file, as the worker runs it; null and a sentence where it is refused. */
export async function analyseFile(file: string, modelsFile: string | undefined) {
  const mediaType = await kindOf(file)
  if (mediaType === null) return { analysis: null, because: 'Neither picture, sound nor video.' }
  const workFolder = await mkdtemp(path.join(tmpdir(), 'evaluation-'))
  try {
    const part = { startRegion: null, endRegion: null, maxVideoSeconds: null, modality: 'all' } as const
    const request = { path: path.resolve(file), mediaType, workFolder, visualize: false, modelsFile, ...part }
    return { analysis: await runAnalysis(request, limits), because: '' }
  } catch (error) {
    if (error instanceof AnalysisFailure) return { analysis: null, because: error.message }
    throw error
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

async function kindOf(file: string): Promise<MediaType | null> {
  const mime = (await fileTypeFromFile(file))?.mime ?? ''
  const [kind] = mime.split('/')
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : null
}

/** What the engine as a whole said: its score, and a label for a hit or clear; uncertain is nothing said. */
export function itemsOfEngine(files: AnalysedFile[]): EvaluatedItem[] {
  return files.map((file) => ({
    ...itemOf(file),
    score: file.analysis?.verdict.score ?? null,
    outcome:
      file.analysis?.verdict.label === 'Fake'
        ? 'hit'
        : file.analysis?.verdict.label === 'Real'
          ? 'clear'
          : 'not_applicable',
  }))
}

/** What each check said, by its name; those that point nowhere are left out. */
export function itemsOfChecks(files: AnalysedFile[]): Map<string, EvaluatedItem[]> {
  const pointing = new Set<string>()
  for (const { analysis } of files) {
    for (const item of analysis?.evidence ?? []) {
      if (item.status === 'hit' && ['synthetic', 'manipulated'].includes(item.points)) pointing.add(item.check)
    }
  }
  return new Map(
    [...pointing].map((check) => [
      check,
      files.map((file): EvaluatedItem => {
        const found = (file.analysis?.evidence ?? []).filter((item) => item.check === check)
        const hit = found.some((item) => item.status === 'hit' && ['synthetic', 'manipulated'].includes(item.points))
        const score = found.map(({ facts }) => facts.score).find((value) => typeof value === 'number') ?? null
        const applied = found.some((item) => item.status === 'hit' || item.status === 'clear')
        const outcome = hit ? 'hit' : applied ? 'clear' : 'not_applicable'
        const windows = (file.analysis?.windows ?? []).flatMap((window) => window.score ?? [])
        return { ...itemOf(file), score, outcome, ...(check === 'sound.voice' && { probabilities: windows }) }
      }),
    ]),
  )
}

function itemOf({ path: origin, truth, source }: KnownFile) {
  return { origin, truth, source, laundering: 'original' } as const
}
