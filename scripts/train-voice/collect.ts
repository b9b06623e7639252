import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { measure, type Recording } from './measure'
import { unpackPackages } from './packages'
import { listRecordings } from './recordings'
import { synthesise } from './synthesise'

/** Seconds of the windows and of the stretches that are learnt. */
export const windowSeconds = 2
export const stretchSeconds = 5

/** Downloads, synthesises and measures everything into `folder`, once; about ten minutes of one processor. */
export function collectRecordings(folder: string, say: (line: string) => void): Recording[] {
  mkdirSync(folder, { recursive: true })
  const kept = path.join(folder, 'measured.json')
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Recording[]
  const root = unpackPackages(folder)
  const sources = [...listRecordings(root), ...synthesise(root, path.join(folder, 'synthetic'))]
  const recordings = sources.flatMap((source) => {
    say(`measuring ${source.speaker}`)
    return measure(source, path.join(folder, 'work'), [windowSeconds, stretchSeconds])
  })
  writeFileSync(kept, JSON.stringify(recordings))
  return recordings
}
