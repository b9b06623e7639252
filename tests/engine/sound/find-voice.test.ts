import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import card from '@/lib/engine/cards/sound.voice.json'
import { openContainer } from '@/lib/engine/container/open-container'
import { loadDecoder } from '@/lib/engine/decoder'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { decodeSound } from '@/lib/engine/sound/decode-sound'
import { findVoice } from '@/lib/engine/sound/voice/find-voice'
import { useMedia, wav } from '../../support/media'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
/** Made by scripts/make-voice-samples.ts; the text is not one the weights were learnt from. */
const sample = (name: string) => path.resolve(import.meta.dirname, 'voices', `${name}.ogg`)

async function voiceOf(file: string, more = {}) {
  const { evidence, windows, doubts, verdict } = await analyseSound(await media.request(file, 'audio', more), () => {})
  const found = evidence.find(({ check }) => check === 'sound.voice')
  if (found === undefined) throw new Error('The voice was not looked at.')
  return { found, windows, doubts, verdict }
}

async function samplesOf(file: string): Promise<{ samples: number[]; rate: number }> {
  const container = openContainer(await loadDecoder(), file)
  const samples: number[] = []
  let rate = 0
  for (const piece of decodeSound(await loadDecoder(), container, { start: null, end: null })) {
    samples.push(...piece.samples)
    rate = piece.sampleRate
  }
  container.close()
  return { samples, rate }
}

describe('a hit', () => {
  it.each([
    ['espeak', 'eSpeak'],
    ['flite-slt', 'Festival or Flite'],
    ['festival-kal', 'Festival or Flite'],
  ])('%s, and the family it is of', async (name, family) => {
    const { found, windows, verdict } = await voiceOf(sample(name))
    expect(found).toMatchObject({ status: 'hit', points: 'synthetic', facts: { voiceFamily: family } })
    expect(found.llr).toBe(cardLlr(card))
    expect(found.strong).toBe(found.llr > 0)
    expect(found.doesNotShow).toContain(card.says)
    expectCard(found)
    expect(found.doesNotShow).toContain('Neural voices')
    const scores = windows.flatMap(({ score }) => score ?? [])
    expect(scores.length).toBeGreaterThan(7)
    expect(Math.min(...scores)).toBeGreaterThan(0.9)
    // One family of weak evidence never decides alone.
    expect(verdict.label).toBe('Neutral/Uncertain')
    expect(verdict.score).toBeCloseTo(1 / (1 + Math.exp(-Math.min(1.4, found.llr))), 6)
  })
})

describe('clear', () => {
  it('a recorded voice', async () => {
    const { found, windows } = await voiceOf(sample('recorded'))
    expect(found).toMatchObject({ status: 'clear', points: 'context', llr: 0, strong: false })
    expectCard(found)
    expect(found.facts).not.toHaveProperty('voiceFamily')
    const scores = windows.flatMap(({ score }) => score ?? [])
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeLessThan(0.6)
  })

  it('a synthesiser whose voices are learnt from recordings, which it misses', async () => {
    expect((await voiceOf(sample('flite-awb'))).found.status).toBe('clear')
  })

  it('is what a loud background makes of a robotic voice', async () => {
    const { samples, rate } = await samplesOf(sample('espeak'))
    let state = 5
    const noise = () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return state / 0x40000000 - 1
    }
    const loud = wav(
      rate,
      samples.length / rate,
      (second) => 0.5 * (samples[Math.round(second * rate)] ?? 0) + 0.15 * noise(),
    )
    const { found } = await voiceOf(await media.file('loud.wav', loud))
    expect(found.status).not.toBe('hit')
  })
})

describe('not applicable', () => {
  it('less than ten seconds of speech, which still has windows', async () => {
    const { found, windows } = await voiceOf('speech.wav')
    expect(found).toMatchObject({ status: 'not_applicable', llr: 0 })
    expect(found.explain).toMatch(/^Only 6 seconds of speech were heard/)
    expect(windows.map(({ start, end }) => [start, end]).slice(0, 3)).toEqual([
      [0, 2],
      [2, 4],
      [4, 6],
    ])
    expect(windows[0]?.score).toBeGreaterThan(0.9)
  })

  it('no speech: windows without a score, and a doubt that says so', async () => {
    const tune = wav(16_000, 12, (s) => 0.3 * Math.sin(2 * Math.PI * 440 * s))
    const { found, windows, doubts } = await voiceOf(await media.file('tune.wav', tune))
    expect(found).toMatchObject({ status: 'not_applicable', explain: 'No speech was heard in this recording.' })
    expect(windows).toHaveLength(6)
    expect(windows.every(({ score, speech }) => score === null && speech === false)).toBe(true)
    expect(doubts.map(({ code }) => code)).toContain('no_speech')
    expect(findVoice({ stretches: [], speechSeconds: 0 })[0]?.facts).toEqual({ speechSeconds: 0 })
  })
})

describe('windows', () => {
  it('are as long as asked for, and lie in the part asked for', async () => {
    const { windows } = await voiceOf(sample('espeak'), { startRegion: 2, endRegion: 12, frameLength: 4 })
    expect(windows.map(({ start }) => start)).toEqual([2, 6, 10])
    expect(windows.map(({ end }) => Math.round(end))).toEqual([6, 10, 12])
  })

  it('are those of speech alone in a recording with a pause', async () => {
    const { samples, rate } = await samplesOf(sample('espeak'))
    const paused = wav(rate, 12, (s) => (s < 4 || s >= 8 ? (samples[Math.round((s % 8) * rate)] ?? 0) : 0))
    const { windows } = await voiceOf(await media.file('paused.wav', paused))
    expect(windows.map(({ speech }) => speech)).toEqual([true, true, false, false, true, true])
    expect(windows.map(({ score }) => score !== null)).toEqual([true, true, false, false, true, true])
  })
})
