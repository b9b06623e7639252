import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { melodyWav } from '../tests/engine/sound/melody'

/**
 * Writes tests/engine/sound/fingerprint-vectors.json with fpcalc, Chromaprint's own program:
 * `apt-get install libchromaprint-tools`, then `npm exec -c 'tsx scripts/make-fingerprint-vectors.ts'`.
 */
const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'fingerprints-'))
const run = (...words: string[]) => spawnSync('fpcalc', words).stdout.toString()

function fingerprint(file: string): number[] {
  const [, values] = /FINGERPRINT=(.+)/.exec(run('-raw', '-length', '600', '-algorithm', '2', file)) ?? []
  if (values === undefined) throw new Error(`fpcalc said nothing about ${file}.`)
  return values.split(',').map((value) => Number(value) >>> 0)
}

const melody = path.join(folder, 'melody.wav')
writeFileSync(melody, melodyWav())
const files = ['tests/media/speech.wav', 'tests/engine/formats/tone.wav', 'tests/engine/formats/tone.mp3']
const vectors = {
  made: `fpcalc -raw -length 600 -algorithm 2, ${run('-version').trim()}`,
  melody: fingerprint(melody),
  ...Object.fromEntries(files.map((file) => [file, fingerprint(path.join(root, file))])),
}
const file = path.join(root, 'tests/engine/sound/fingerprint-vectors.json')
writeFileSync(file, `${JSON.stringify(vectors)}\n`)
execFileSync('biome', ['format', '--write', file])
rmSync(folder, { recursive: true })
