import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openContainer } from '@/lib/engine/container/open-container'
import { loadDecoder } from '@/lib/engine/decoder'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { decodeSound } from '@/lib/engine/sound/decode-sound'
import { floatWav } from '../../support/float-wav'
import { mediaFolder, useMedia } from '../../support/media'

const media = useMedia()

async function analyse(bytes: Buffer) {
  return analyseSound(await media.request(await media.file('a.wav', bytes), 'audio', { visualize: true }), () => {})
}
type Analysed = Awaited<ReturnType<typeof analyse>>
const evidence = ({ evidence }: Analysed, check: string) => evidence.find((item) => item.check === check)!

/** What decodeSound yields, in one piece. */
async function decoded(bytes: Buffer, atRate?: number): Promise<number[]> {
  const decoder = await loadDecoder()
  const container = openContainer(decoder, await media.file('a.wav', bytes))
  try {
    const region = { start: null, end: null }
    const samples: number[] = []
    for (const piece of decodeSound(decoder, container, region, atRate ? { atRate } : {}))
      samples.push(...piece.samples)
    return samples
  } finally {
    container.close()
  }
}

const rate = 16_000
const tone = (seconds: number, hertz = 1000) =>
  Float64Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rate))

/** The recorded speech of the samples, 22,050 Hz. */
const speechFile = await readFile(path.join(mediaFolder, 'speech.wav'))
const speech = () =>
  Float64Array.from({ length: (speechFile.length - 44) / 2 }, (_, i) => speechFile.readInt16LE(44 + i * 2) / 32768)

const odd: [string, number][] = [
  ['no number', Number.NaN],
  ['infinite', Number.POSITIVE_INFINITY],
  ['infinite downwards', Number.NEGATIVE_INFINITY],
  ['a million times full scale', 1e6],
  ['as large as a float gets', -3.4e38],
]

describe.each([32, 64])('samples of %i bits', (bits) => {
  it.each(odd)('that are %s come as a player plays them: within full scale', async (_, value) => {
    const samples = tone(1)
    samples[5000] = value
    const out = await decoded(floatWav(rate, samples, { bits }))
    expect(out).toHaveLength(rate)
    expect(out[5000]).toBeCloseTo(Number.isNaN(value) ? 0 : Math.sign(value), 5)
    expect(out.every((sample) => Math.abs(sample) <= 1)).toBe(true)
    expect(out.slice(0, 5000)).toEqual([...Float32Array.from(samples.subarray(0, 5000))])
  })
})

describe('channels put together', () => {
  it.each([1, 2, 6])('%i that say the same are as loud as one, also in floats', async (channels) => {
    const samples = tone(1)
    const same = Float64Array.from({ length: samples.length * channels }, (_, i) => samples[Math.floor(i / channels)]!)
    const out = await decoded(floatWav(rate, same, { channels }))
    expect(Math.max(...out)).toBeCloseTo(0.5, 2)
  })
})

describe('samples that cannot be played as they are', () => {
  it.each(odd)('%s: do not spread to the other channel or to what is resampled', async (_, value) => {
    const mono = tone(1)
    const stereo = Float64Array.from({ length: mono.length * 2 }, (_, i) => mono[Math.floor(i / 2)]!)
    const plain = await decoded(floatWav(rate, stereo, { channels: 2 }))
    stereo[10_000] = value
    const mixed = await decoded(floatWav(rate, stereo, { channels: 2 }))
    expect(mixed.filter((sample, i) => Math.abs(sample - plain[i]!) > 0.001).length).toBeLessThanOrEqual(1)
    const slower = await decoded(floatWav(rate, stereo, { channels: 2 }), 8000)
    expect(slower.every((sample) => Math.abs(sample) < 1.5)).toBe(true)
  })

  it('a double that no float can hold is within full scale too', async () => {
    const samples = tone(1)
    samples[5000] = 1e300
    expect((await decoded(floatWav(rate, samples, { bits: 64 })))[5000]).toBe(1)
  })

  it.each(odd)('%s: change nothing that is said of the sound as a whole', async (_, value) => {
    const samples = tone(4)
    samples[20_000] = value
    const analysis = await analyse(floatWav(rate, samples))
    expect(evidence(analysis, 'sound.bandwidth').status).not.toBe('not_applicable')
    expect(evidence(analysis, 'sound.spectrogram').facts.strongestHz).toBeGreaterThan(950)
    expect(evidence(analysis, 'sound.spectrogram').facts.strongestHz).toBeLessThan(1050)
    expect(evidence(analysis, 'sound.spectrogram').facts.shareFrom4000Hz).toBeLessThan(0.05)
    const numbers = JSON.stringify(analysis, (_, item) =>
      typeof item === 'number' && !Number.isFinite(item) ? '!' : item,
    )
    expect(numbers).not.toContain('"!"')
    expect(analysis.peaks.every((peak) => peak >= 0 && peak <= 1)).toBe(true)
  })

  it.each(odd)('%s: one every half second hides no speech', async (_, value) => {
    const clean = await analyse(floatWav(22_050, speech()))
    const samples = speech()
    for (let i = 3000; i < samples.length; i += 11_025) samples[i] = value
    const analysis = await analyse(floatWav(22_050, samples))
    const spoken = ({ windows }: Analysed) => windows.filter(({ speech }) => speech).length
    expect(spoken(clean)).toBeGreaterThan(0)
    expect(spoken(analysis)).toBe(spoken(clean))
    expect(analysis.doubts.map(({ code }) => code)).toEqual(clean.doubts.map(({ code }) => code))
  })

  it('no numbers in a row are heard as silence, and not said to be zeros', async () => {
    const samples = tone(4)
    samples.fill(Number.NaN, 20_000, 24_000)
    expect(evidence(await analyse(floatWav(rate, samples)), 'sound.pauses').status).toBe('clear')
    const zeros = tone(4)
    zeros.fill(0, 20_000, 24_000)
    expect(evidence(await analyse(floatWav(rate, zeros)), 'sound.pauses').status).toBe('hit')
  })

  it('nothing but those is a silent recording', async () => {
    const analysis = await analyse(floatWav(rate, new Float64Array(rate * 2).fill(Number.NaN)))
    expect(analysis.doubts.map(({ says }) => says)).toContain(
      'The recording is silent: there is nothing in it to judge.',
    )
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
  })
})
