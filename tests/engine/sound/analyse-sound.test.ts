import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AnalysisFailure } from '@/lib/engine/failure'
import { checksFor } from '@/lib/engine/registry'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { formatsFolder, mediaFolder, useMedia, wav } from '../../support/media'

const media = useMedia()
const sine =
  (hertz: number, level = 0.5) =>
  (second: number) =>
    level * Math.sin(2 * Math.PI * hertz * second)

async function analyseFile(file: string, more = {}) {
  return analyseSound(await media.request(file, 'audio', more), () => {})
}

describe('analyseSound', () => {
  it.each(['speech.wav', 'tone.wav', '../engine/formats/opus.ogg'])(
    'lists every check there is for sound, in their order: %s',
    async (file) => {
      const analysis = await analyseFile(file)
      // What is known is looked up by the caller, in the team's database.
      const own = checksFor('audio').filter((check) => check !== 'match.known')
      expect([...new Set(analysis.evidence.map(({ check }) => check))]).toEqual(own)
      expect(analysis.evidence.filter(({ status }) => status === 'failed')).toEqual([])
      for (const item of analysis.evidence) {
        expect(item.explain).toMatch(/\.$/)
        expect(item.doesNotShow).toMatch(/\.$/)
      }
    },
  )

  it('gives facts, peaks, a spectrogram and an uncertain verdict for speech', async () => {
    const stages: [string, number][] = []
    const request = await media.request('speech.wav', 'audio')
    const analysis = await analyseSound(request, (stage, share) => stages.push([stage, share]))
    expect(analysis.facts).toMatchObject({ container: 'WAV', sampleRate: 22050, channels: 1, audioCodec: 'pcm_s16le' })
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(analysis.peaks.length).toBeGreaterThan(400)
    expect(analysis.peaks.length).toBeLessThanOrEqual(1000)
    expect(analysis.peaks.every((peak) => peak >= 0 && peak <= 1)).toBe(true)
    expect(analysis.preview).toBeNull()
    const map = analysis.evidence.find((item) => item.check === 'sound.spectrogram')?.map
    const drawn = await sharp(map!.path).metadata()
    expect(drawn).toMatchObject({ format: 'png', width: map!.width, height: map!.height })
    expect(map!.path.startsWith(request.workFolder)).toBe(true)
    expect(stages.at(0)).toEqual(['Opening the file', 0])
    expect(stages.map(([, share]) => share)).toEqual(stages.map(([, share]) => share).toSorted((a, b) => a - b))
  })

  it('draws nothing unless asked to', async () => {
    const analysis = await analyseFile('speech.wav', { visualize: false })
    const spectrogram = analysis.evidence.find((item) => item.check === 'sound.spectrogram')
    expect(spectrogram).toMatchObject({ status: 'not_checked' })
    expect(spectrogram?.map).toBeUndefined()
  })

  it('listens only to the part asked for', async () => {
    const file = await media.file(
      'steps.wav',
      wav(8000, 10, (s) => (s < 4 ? sine(300, 0.2)(s) : sine(300, 0.8)(s))),
    )
    const quiet = await analyseFile(file, { startRegion: 1, endRegion: 3 })
    expect(Math.max(...quiet.peaks)).toBeCloseTo(0.2, 2)
    const pauses = quiet.evidence.find((item) => item.check === 'sound.pauses')
    expect(pauses?.facts.listenedSeconds).toBe(2)
  })

  it('finds pauses of digital silence, and when they are', async () => {
    const gap = wav(16000, 3, (s) => (s > 1 && s < 1.5 ? 0 : sine(440)(s + 0.0001)))
    const analysis = await analyseFile(await media.file('gap.wav', gap))
    const pauses = analysis.evidence.find((item) => item.check === 'sound.pauses')
    expect(pauses).toMatchObject({ status: 'hit', points: 'context', llr: 0 })
    expect(pauses?.time?.start).toBeCloseTo(1, 1)
    expect(pauses?.time?.end).toBeCloseTo(1.5, 1)
  })

  it('says of 200 seconds of silence that there is nothing to judge, and invents no score', async () => {
    const analysis = await analyseFile(
      await media.file(
        'silence.wav',
        wav(8000, 200, () => 0),
      ),
    )
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(analysis.doubts.map(({ code }) => code)).toContain('no_speech')
    expect(analysis.peaks.every((peak) => peak === 0)).toBe(true)
    expect(analysis.facts.durationSeconds).toBe(200)
  })

  it('takes a declared generator as declared, not as a guess', async () => {
    const speech = await readFile(path.join(mediaFolder, 'speech.wav'))
    const note = Buffer.from('made with suno; created=2026-05-02T10:00:00Z\0')
    const list = Buffer.concat([Buffer.from('LIST'), Buffer.alloc(4), Buffer.from('INFOICMT'), Buffer.alloc(4), note])
    list.writeUInt32LE(12 + note.length, 4)
    list.writeUInt32LE(note.length, 16)
    const tagged = Buffer.concat([speech, list, Buffer.alloc(list.length % 2)])
    tagged.writeUInt32LE(tagged.length - 8, 4)
    const analysis = await analyseFile(await media.file('song.wav', tagged))
    expect(analysis.evidence.find((item) => item.check === 'sound.tags')).toMatchObject({
      status: 'hit',
      points: 'synthetic',
      strong: true,
    })
    expect(analysis.verdict.label).toBe('Fake')
  })
})

describe('refusals', () => {
  const refused = (file: string, more = {}) =>
    analyseFile(file, more).then(
      () => expect.unreachable('it was analysed'),
      (error: unknown) => error as AnalysisFailure,
    )

  it.each([
    ['an empty file', 'empty.mp3', ''],
    ['text named as sound', 'letter.mp3', 'Dear Sir or Madam,\n'.repeat(200)],
    ['an HLS playlist', 'list.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nspeech.wav\n#EXT-X-ENDLIST\n'],
    ['a playlist named as sound', 'list.mp3', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'],
    ['a list of files', 'list.wav', "ffconcat version 1.0\nfile 'speech.wav'\n"],
  ])('refuses %s, for good and in a sentence', async (_, name, bytes) => {
    const failure = await refused(await media.file(name, bytes))
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(failure.permanent).toBe(true)
    expect(failure.message).toMatch(/could not be opened.*\./)
  })

  it('refuses a header without sound', async () => {
    const speech = await readFile(path.join(mediaFolder, 'speech.wav'))
    const failure = await refused(await media.file('head.wav', speech.subarray(0, 44)))
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(failure.permanent).toBe(true)
  })

  it('says when the part asked for lies after the end', async () => {
    const failure = await refused('speech.wav', { startRegion: 400 })
    expect(failure.message).toContain('after the end')
  })

  it('analyses what is left of a recording that was cut off', async () => {
    const speech = await readFile(path.join(mediaFolder, 'speech.wav'))
    const analysis = await analyseFile(await media.file('cut.wav', speech.subarray(0, speech.length / 2)))
    expect(analysis.verdict.label).toBe('Neutral/Uncertain')
    expect(analysis.peaks.length).toBeGreaterThan(100)
    const says = 'Only 3.2 of 6.5 seconds could be read; the file is probably cut off.'
    expect(analysis.doubts[0]).toEqual({ code: 'incomplete', says })
    expect(analysis.verdict.summary).toContain(says)
  })

  it.each(['tone.mp3', 'tone.flac'])('says of half of %s that part is missing', async (name) => {
    const bytes = await readFile(path.join(formatsFolder, name))
    const analysis = await analyseFile(await media.file(name, bytes.subarray(0, bytes.length / 2)))
    expect(analysis.doubts[0]?.code).toBe('incomplete')
  })

  it('does not believe the size a program gives that wrote to a pipe', async () => {
    const piped = await readFile(path.join(mediaFolder, 'speech.wav'))
    piped.writeUInt32LE(0xffffffff, 4)
    const { doubts } = await analyseFile(await media.file('piped.wav', piped))
    expect(doubts.map(({ code }) => code)).not.toContain('incomplete')
  })
})
