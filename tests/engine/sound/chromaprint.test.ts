import path from 'node:path'
import { expect, test } from 'vitest'
import { openContainer } from '@/lib/engine/container/open-container'
import { loadDecoder } from '@/lib/engine/decoder'
import { compareSound } from '@/lib/engine/match/compare-sound'
import { chromaprintRate, collectFingerprint } from '@/lib/engine/sound/chromaprint'
import { decodeSound } from '@/lib/engine/sound/decode-sound'
import { resampleTo } from '@/lib/engine/sound/resample-sound'
import { useMedia, wav } from '../../support/media'
import vectors from './fingerprint-vectors.json'
import { melodyWav } from './melody'

const media = useMedia()
const root = path.resolve(import.meta.dirname, '../../..')

async function fingerprintOf(file: string): Promise<number[]> {
  const decoder = await loadDecoder()
  const container = openContainer(decoder, file)
  const resampler = resampleTo(chromaprintRate, decoder)
  const fingerprinter = collectFingerprint()
  try {
    for (const { samples, sampleRate } of decodeSound(decoder, container, { start: null, end: null })) {
      fingerprinter.push(resampler.push(samples, sampleRate))
    }
    fingerprinter.push(resampler.flush())
    return fingerprinter.values()
  } finally {
    resampler.free()
    container.close()
  }
}

const share = (a: number[], b: number[]) => {
  const differing = a.map((value, i) => (value ^ (b[i] ?? 0)) >>> 0)
  const bits = differing.reduce((sum, value) => sum + value.toString(2).replaceAll('0', '').length, 0)
  return 1 - bits / (32 * a.length)
}

test('the fingerprint is the one fpcalc gives, bit for bit', async () => {
  expect(vectors.melody.length).toBeGreaterThan(130)
  expect(await fingerprintOf(await media.file('melody.wav', melodyWav()))).toEqual(vectors.melody)
  expect(await fingerprintOf(path.join(root, 'tests/media/speech.wav'))).toEqual(vectors['tests/media/speech.wav'])
})

test.each(['tests/engine/formats/tone.wav', 'tests/engine/formats/tone.mp3'] as const)(
  'and so it is of %s',
  async (file) => {
    const values = await fingerprintOf(path.join(root, file))
    expect(values).toHaveLength(vectors[file].length)
    expect(share(values, vectors[file])).toBeGreaterThan(0.98)
  },
)

test('a quieter copy is known again, and another sound is not', async () => {
  const quiet = await fingerprintOf(await media.file('quiet.wav', melodyWav(0.1)))
  const match = compareSound(quiet, vectors.melody)
  expect(match?.similarity).toBeGreaterThan(0.95)
  expect(match?.offsetSeconds).toBe(0)
  expect(match?.overlapSeconds).toBeGreaterThan(15)
  let state = 5
  const noise = wav(11_025, 20, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (0.2 * state) / 0x40000000 - 0.2
  })
  expect(compareSound(await fingerprintOf(await media.file('noise.wav', noise)), vectors.melody)).toBeNull()
})

test.each([
  ['played a tenth faster', 1.1],
  ['played a tenth slower', 1 / 1.1],
])('a copy that was %s defeats it', async (_, speed) => {
  const copy = await fingerprintOf(await media.file('copy.wav', melodyWav(1, speed)))
  expect(copy.length).toBeGreaterThan(100)
  const match = compareSound(copy, vectors.melody)
  // Half alike over five seconds is what counts as known (lib/known/search-sounds.ts).
  expect(match === null || match.overlapSeconds < 5 || match.similarity < 0.5).toBe(true)
})

test('what is shorter than three seconds has none', async () => {
  expect(
    await fingerprintOf(
      await media.file(
        'short.wav',
        wav(11_025, 2.5, (s) => Math.sin(2000 * s)),
      ),
    ),
  ).toEqual([])
})
