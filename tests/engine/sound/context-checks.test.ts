import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { formatsFolder, useMedia, wav } from '../../support/media'
import { transcode } from '../../support/transcode'

const media = useMedia()
/** Noise of the same values each time, -1 to 1. */
function noise() {
  let state = 3
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x40000000 - 1
  }
}

async function found(file: string, check: string) {
  const { evidence } = await analyseSound(await media.request(file, 'audio'), () => {})
  return evidence.find((item) => item.check === check)!
}
const heard = async (bytes: Buffer, check: string) => found(await media.file('sound.wav', bytes), check)
/** Encoded anew by FFmpeg. */
const again = async (bytes: Buffer, name: string, wanted: Parameters<typeof transcode>[2]) =>
  transcode(await media.file('sound.wav', bytes), path.join(await media.newFolder(), name), wanted)

const tone = (second: number) => 0.5 * Math.sin(2 * Math.PI * 440 * second + 0.1)
/** One step of 16 bits. */
const step = 1 / 32767

describe('sound.pauses in a file', () => {
  const muted = (from: number, to: number) => (second: number) => (second > from && second < to ? 0 : tone(second))

  it('finds the pause, and where, also where it was stored as AAC', async () => {
    const gap = wav(16_000, 3, muted(1, 1.5))
    for (const file of [
      await media.file('gap.wav', gap),
      await again(gap, 'gap.m4a', { encoder: 'aac', bitrate: 64_000 }),
    ]) {
      const pause = await found(file, 'sound.pauses')
      expect(pause).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false, facts: { pauses: 1 } })
      expect(pause.time?.start).toBeCloseTo(1, 1)
      expect(pause.time?.end).toBeCloseTo(1.5, 1)
    }
  })

  it('is clear about sound that goes on, and about a pause of less than a twentieth of a second', async () => {
    expect(await heard(wav(16_000, 3, tone), 'sound.pauses')).toMatchObject({ status: 'clear', facts: { pauses: 0 } })
    expect((await heard(wav(16_000, 3, muted(1, 1.049)), 'sound.pauses')).status).toBe('clear')
    expect((await heard(wav(16_000, 3, muted(1, 1.052)), 'sound.pauses')).status).toBe('hit')
  })

  it('is defeated by noise of one step, as dither is', async () => {
    const next = noise()
    const dithered = wav(16_000, 3, (second) => muted(1, 1.5)(second) + step * next())
    expect((await heard(dithered, 'sound.pauses')).status).toBe('clear')
  })
})

describe('sound.bandwidth in a file', () => {
  const wide = () => {
    const next = noise()
    return wav(44_100, 2, () => 0.3 * next())
  }

  it('finds sound that was stored at a lower rate before, and at which', async () => {
    const file = await again(wide(), 'low.flac', { encoder: 'flac', filter: 'aresample=8000,aresample=44100' })
    const limited = await found(file, 'sound.bandwidth')
    expect(limited).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(limited.facts.bandwidthHz).toBeGreaterThan(3900)
    expect(limited.facts.bandwidthHz).toBeLessThan(5000)
    expect(limited.facts.possibleHz).toBe(22_050)
  })

  it('is clear about sound that uses the whole range', async () => {
    expect(await heard(wide(), 'sound.bandwidth')).toMatchObject({ status: 'clear' })
  })

  it('is defeated by faint noise laid under it, and by saving it at the lower rate', async () => {
    const next = noise()
    const low = (second: number) => 0.3 * Math.sin(2 * Math.PI * 1000 * second)
    expect((await heard(wav(44_100, 2, low), 'sound.bandwidth')).status).toBe('hit')
    const under = wav(44_100, 2, (second) => low(second) + 20 * step * next())
    expect((await heard(under, 'sound.bandwidth')).status).toBe('clear')
    const lower = await again(wide(), 'lower.flac', { encoder: 'flac', filter: 'aresample=8000' })
    expect(await found(lower, 'sound.bandwidth')).toMatchObject({ status: 'clear', facts: { possibleHz: 4000 } })
  })
})

describe('sound.edits in a file', () => {
  const voice = (second: number) =>
    [1, 2, 3, 4, 5].reduce((sum, n) => sum + (0.2 * Math.sin(2 * Math.PI * 140 * n * second + n)) / n, 0)
  const cut = (second: number) => voice(second < 1.5003 ? second : second + 0.7018)
  const faded = (second: number) => {
    const share = Math.max(0, Math.min(1, (second - 1.495) / 0.01))
    return (1 - share) * voice(second) + share * voice(second + 0.7018)
  }

  it('finds the cut, is clear about what was not cut, and is defeated by a cross-fade and by strong compression', async () => {
    const broken = await heard(wav(16_000, 3, cut), 'sound.edits')
    expect(broken).toMatchObject({ status: 'hit', points: 'context', llr: 0, facts: { jumps: 1, at: '1.50 s' } })
    expect((await heard(wav(16_000, 3, voice), 'sound.edits')).status).toBe('clear')
    expect((await heard(wav(16_000, 3, faded), 'sound.edits')).status).toBe('clear')
    for (const [bitrate, status] of [
      [64_000, 'hit'],
      [16_000, 'clear'],
    ] as const) {
      const mp3 = await again(wav(16_000, 3, cut), 'cut.mp3', { encoder: 'libmp3lame', bitrate })
      expect((await found(mp3, 'sound.edits')).status).toBe(status)
    }
  })
})

describe('what does not apply', () => {
  it.each(['sound.pauses', 'sound.edits', 'sound.bandwidth', 'sound.spectrogram'])(
    'is %s to less than a twentieth of a second',
    async (check) => {
      const short = await heard(wav(16_000, 0.04, tone), check)
      expect(short).toMatchObject({ status: 'not_applicable', llr: 0 })
      expect(short.explain).toContain('too short to measure')
    },
  )

  it.each(['sound.pauses', 'sound.edits', 'sound.bandwidth', 'sound.voice'])(
    'is %s to a recording in which every sample is zero',
    async (check) => {
      expect(
        (
          await heard(
            wav(16_000, 3, () => 0),
            check,
          )
        ).status,
      ).toBe('not_applicable')
    },
  )
})

describe('container.facts', () => {
  it('tells what the container says, as context, and another container says something else', async () => {
    const first = await found(path.join(formatsFolder, 'tone.wav'), 'container.facts')
    expect(first).toMatchObject({ status: 'clear', points: 'context', llr: 0, facts: { tracks: 1, container: 'WAV' } })
    expect(first.explain).toBe('WAV with pcm_s16le sound at 22050 Hz, 3.0 seconds.')
    const to = path.join(await media.newFolder(), 'tone.flac')
    const other = await found(
      await transcode(path.join(formatsFolder, 'tone.wav'), to, { encoder: 'flac' }),
      first.check,
    )
    expect(other.explain).toMatch(/^FLAC with flac sound at 22050 Hz, /)
  })
})
