import { describe, expect, it } from 'vitest'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { levelsAsFacts, levelsInFacts } from '@/lib/engine/sound/spectrum-levels'
import { useMedia, wav } from '../../support/media'

const media = useMedia()
const sine = (hertz: number, loud: number) => (second: number) => loud * Math.sin(2 * Math.PI * hertz * second)

async function factsOf(sampleRate: number, seconds: number, sample: (second: number) => number, startRegion?: number) {
  const file = await media.file('levels.wav', wav(sampleRate, seconds, sample))
  const request = await media.request(file, 'audio', startRegion === undefined ? {} : { startRegion })
  const { evidence } = await analyseSound(request, () => {})
  return evidence.find(({ check }) => check === 'sound.spectrogram')!.facts
}

describe('levels of a spectrogram', () => {
  it('are what sounds in each band at each time, in decibels of full scale', async () => {
    const low = sine(440, 1)
    const high = sine(6000, 0.1)
    const facts = await factsOf(16_000, 4, (second) => (second < 2 ? low(second) : high(second)))
    const found = levelsInFacts(facts)
    expect(found?.bandEnds).toEqual([250, 500, 1000, 2000, 4000, 8000])
    const first = found?.levels[2] ?? []
    const last = found?.levels.at(-3) ?? []
    expect(first.indexOf(Math.max(...first))).toBe(1)
    expect(Math.abs(first[1] ?? -99)).toBeLessThanOrEqual(2)
    expect(last.indexOf(Math.max(...last))).toBe(5)
    expect(Math.abs((last[5] ?? -99) + 20)).toBeLessThanOrEqual(2)
    expect(facts.strongestHz).toBeGreaterThan(420)
    expect(facts.strongestHz).toBeLessThan(460)
    expect(facts.shareFrom4000Hz).toBeGreaterThan(0.005)
    expect(facts.shareFrom4000Hz).toBeLessThan(0.015)
  })

  it('are few and small however long the sound is', async () => {
    const facts = await factsOf(48_000, 65, sine(1000, 0.5))
    const found = levelsInFacts(facts)
    expect(found?.levels.length).toBeLessThanOrEqual(20)
    expect(found?.bandEnds.at(-1)).toBe(24_000)
    expect((found?.levels.length ?? 0) * (found?.windowSeconds ?? 0)).toBeGreaterThanOrEqual(64)
    expect(JSON.stringify(facts).length).toBeLessThan(1500)
  })

  it('are -120 where every sample is zero, of which nothing is strongest', async () => {
    const facts = await factsOf(16_000, 1, () => 0)
    expect(
      levelsInFacts(facts)
        ?.levels.flat()
        .every((level) => level === -120),
    ).toBe(true)
    expect(facts).not.toHaveProperty('strongestHz')
    expect(facts).not.toHaveProperty('shareFrom4000Hz')
  })

  it('have no share above 4 kHz where the file cannot carry any', async () => {
    expect(await factsOf(8000, 1, sine(440, 0.5))).not.toHaveProperty('shareFrom4000Hz')
  })
})

describe('levelsInFacts', () => {
  const good = { levelsHz: '250 500', levelsWindow: 1, levelsDb: '-1 -2; -3 -4' }
  it('is null of results without them, and of what does not fit', () => {
    expect(levelsInFacts(good)?.levels).toHaveLength(2)
    expect(levelsInFacts({ seconds: 4, highestHz: 8000 })).toBeNull()
    for (const bad of [{ levelsDb: '-1 -2; -3' }, { levelsWindow: 0 }, { levelsHz: '250 x' }, { levelsDb: 'a b' }])
      expect(levelsInFacts({ ...good, ...bad })).toBeNull()
  })
  it('reads what was written of a spectrum, whose bands are no narrower than what was measured', () => {
    const columns = Array.from({ length: 45 }, () => new Float32Array([0.25, 0, 0, 0.0025]))
    const spectrum = { columns, rows: 4, columnSeconds: 0.1, sampleRate: 8000, mean: new Float64Array(4), binHz: 1000 }
    const found = levelsInFacts(levelsAsFacts(spectrum))
    expect(found).toMatchObject({ bandEnds: [1000, 2000, 4000], windowSeconds: 0.3 })
    expect(found?.levels).toHaveLength(15)
    expect(found?.levels[0]).toEqual([0, -120, -20])
  })
})
