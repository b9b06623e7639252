import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { melodyWav } from '../tests/engine/sound/melody'

/**
 * Writes tests/engine/sound/fingerprint-vectors.json and packed-vectors.json with fpcalc, Chromaprint's own program:
 * `apt-get install libchromaprint-tools`, then `npm exec -c 'tsx scripts/make-fingerprint-vectors.ts'`.
 */
const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'fingerprints-'))
const run = (...words: string[]) => spawnSync('fpcalc', words).stdout.toString()

function say(file: string, ...words: string[]): string {
  const [, said] = /FINGERPRINT=(.+)/.exec(run('-length', '600', ...words, file)) ?? []
  if (said === undefined) throw new Error(`fpcalc said nothing about ${file}.`)
  return said
}

function fingerprint(file: string): number[] {
  const values = say(file, '-raw', '-algorithm', '2')
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
const voices = ['recorded', 'espeak', 'flite-slt'].map((name) => `tests/engine/sound/voices/${name}.ogg`)
const packed = {
  made: `fpcalc -length 600 and the same with -raw, ${run('-version').trim()}`,
  files: [
    ...[...files, ...voices].map((name) => ({ name, from: path.join(root, name) })),
    { name: 'melody', from: melody },
  ].map(({ name, from }) => ({ name, packed: say(from), raw: say(from, '-raw') })),
  /** Of the melody, as algorithms 1 to 5 see it. */
  algorithms: [1, 2, 3, 4, 5].map((algorithm) => say(melody, '-algorithm', String(algorithm))),
}
for (const [name, made] of Object.entries({ 'fingerprint-vectors': vectors, 'packed-vectors': packed })) {
  const file = path.join(root, `tests/engine/sound/${name}.json`)
  writeFileSync(file, `${JSON.stringify(made)}\n`)
  execFileSync('biome', ['format', '--write', file])
}
rmSync(folder, { recursive: true })
