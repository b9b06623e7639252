import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AnalysisFailure } from '@/lib/engine/failure'
import { checksFor } from '@/lib/engine/registry'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { formatsFolder, mediaFolder, useMedia } from '../../support/media'
import { transcode } from '../../support/transcode'

const media = useMedia()

async function analyseFile(file: string, more = {}) {
  return analyseVideo(await media.request(file, 'video', more), () => {})
}

const format = (name: string) => path.join(formatsFolder, name)

const statusOf = (analysis: Awaited<ReturnType<typeof analyseFile>>, check: string) =>
  analysis.evidence.find((item) => item.check === check)?.status

describe('analyseVideo', () => {
  it.each([
    ['with sound and picture', 'clip.mp4', {}],
    ['with sound alone', 'voice.mp4', {}],
    ['with the picture alone', 'still.mp4', {}],
    ['of which the sound was asked for', 'clip.mp4', { modality: 'audio' }],
    ['of which the picture was asked for', 'clip.mp4', { modality: 'video' }],
  ])('lists every check there is for videos, in their order: one %s', async (_, name, more) => {
    const analysis = await analyseFile(format(name), more)
    // What is known is looked up by the caller, in the team's database.
    const own = checksFor('video').filter((check) => check !== 'match.known')
    expect([...new Set(analysis.evidence.map(({ check }) => check))]).toEqual(own)
    expect(analysis.evidence.filter(({ status }) => status === 'failed')).toEqual([])
    for (const item of analysis.evidence) {
      expect(item.explain).toMatch(/\.$/)
      expect(item.doesNotShow).toMatch(/\.$/)
    }
  })

  it('samples a frame a second, listens to the sound, and tells every frame', async () => {
    const stages: [string, number][] = []
    const request = await media.request('bay.mp4', 'video')
    const analysis = await analyseVideo(request, (stage, share) => stages.push([stage, share]))
    expect(analysis.facts).toMatchObject({
      width: 640,
      height: 360,
      frameRate: 12,
      videoCodec: 'h264',
      audioCodec: 'aac',
    })
    expect(analysis.frames.map(({ second }) => Math.round(second))).toEqual([0, 1, 2, 3, 4, 5])
    // No check that gives a score applies to frames of H.264.
    for (const frame of analysis.frames) expect(frame).toMatchObject({ verdict: null, hits: [] })
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(analysis.peaks.length).toBeGreaterThan(400)
    expect(stages.map(([stage]) => stage)).toContain('Looking at frame 6 of 6')
    expect(stages.map(([, share]) => share)).toEqual(stages.map(([, share]) => share).toSorted((a, b) => a - b))
  })

  it('takes the preview from a frame that is not black', async () => {
    const { preview } = await analyseFile('bay.mp4')
    const { channels } = await sharp(preview!.path).stats()
    expect(preview).toMatchObject({ width: 640, height: 360, contentType: 'image/webp' })
    expect(channels[2]!.mean).toBeGreaterThan(24)
  })

  it('makes the preview of a large video at most 640 pixels wide, and of a black one all the same', async () => {
    const analysis = await analyseFile(format('black.mp4'))
    expect(analysis.preview).toMatchObject({ width: 640, height: 360 })
    expect(statusOf(analysis, 'sound.spectrogram')).toBe('not_applicable')
  })

  it('says when the picture stands still', async () => {
    const analysis = await analyseFile(format('still.mp4'))
    const frames = analysis.evidence.find((item) => item.check === 'video.frames')
    expect(frames).toMatchObject({ status: 'hit', points: 'context', llr: 0 })
    expect(frames?.facts.unchangedSeconds).toBe(3)
    expect(statusOf(await analyseFile('bay.mp4'), 'video.frames')).toBe('clear')
  })

  it('does not see it stand still under noise', async () => {
    const to = path.join(await media.newFolder(), 'noisy.mp4')
    await transcode(format('still.mp4'), to, { encoder: 'libx264', filter: 'noise=alls=60:allf=t' })
    expect(statusOf(await analyseFile(to), 'video.frames')).toBe('clear')
  })

  it.each([
    [{ startRegion: 2, endRegion: 4 }, [2, 3], 2],
    [{ maxVideoSeconds: 3 }, [0, 1, 2], 3],
    [{ startRegion: 4, maxVideoSeconds: 60 }, [4, 5], 2],
  ])('analyses only the part asked for: %o', async (more, seconds, length) => {
    const analysis = await analyseFile('bay.mp4', more)
    expect(analysis.frames.map(({ second }) => Math.round(second))).toEqual(seconds)
    const pauses = analysis.evidence.find((item) => item.check === 'sound.pauses')
    expect(pauses?.facts.listenedSeconds).toBeCloseTo(length, 0)
  })

  it('leaves out the sound, or the picture, as asked', async () => {
    const silent = await analyseFile('bay.mp4', { modality: 'video' })
    expect(silent.peaks).toEqual([])
    expect(statusOf(silent, 'sound.pauses')).toBe('not_checked')
    expect(silent.frames).toHaveLength(6)
    const blind = await analyseFile('bay.mp4', { modality: 'audio' })
    expect(blind.frames).toEqual([])
    expect(statusOf(blind, 'video.frames')).toBe('not_checked')
    expect(blind.peaks.length).toBeGreaterThan(400)
    expect(blind.preview).not.toBeNull()
  })

  it('judges the sound by itself where there is one, as where it alone was asked for', async () => {
    const { sound } = await analyseFile('bay.mp4')
    expect(sound).toEqual({ label: 'Neutral/Uncertain', score: 0.5 })
    expect((await analyseFile('bay.mp4', { modality: 'audio' })).verdict).toMatchObject(sound!)
    expect((await analyseFile('bay.mp4', { modality: 'video' })).sound).toBeNull()
    expect((await analyseFile(format('still.mp4'))).sound).toBeNull()
  })

  it('gives the frames of Motion JPEG to the checks of JPEG files', async () => {
    const request = await media.request(format('motion-jpeg.mov'), 'video')
    const analysis = await analyseVideo(request, () => {})
    expect(analysis.facts.videoCodec).toBe('mjpeg')
    // Saved so strongly compressed that the only check which could judge them does not apply.
    expect(analysis.frames).toMatchObject([{ verdict: null }, { verdict: null }])
    await expect(readFile(path.join(request.workFolder, 'frame.jpg'))).rejects.toThrow('ENOENT')
  })

  it('judges frames of Motion JPEG in which earlier saves would show', async () => {
    const { frames } = await analyseFile(format('motion-jpeg-sharp.mov'))
    const judged = { verdict: { label: 'Neutral/Uncertain', score: 0.5 }, hits: [] }
    expect(frames).toMatchObject([judged, judged])
    expect(frames[0]).not.toHaveProperty('models')
  })

  it('turns a picture filmed upright', async () => {
    const bytes = await readFile(path.join(mediaFolder, 'bay.mp4'))
    // The display matrix of the first track (tkhd), from upright to a quarter turn clockwise.
    const matrix = bytes.indexOf(Buffer.from('tkhd')) + 4 + 40
    bytes.fill(0, matrix, matrix + 36)
    bytes.writeInt32BE(0x10000, matrix + 4)
    bytes.writeInt32BE(-0x10000, matrix + 12)
    bytes.writeInt32BE(0x40000000, matrix + 32)
    const analysis = await analyseFile(await media.file('upright.mp4', bytes))
    expect(analysis.facts).toMatchObject({ width: 360, height: 640 })
    expect(analysis.preview).toMatchObject({ width: 360, height: 640 })
    // What was the bottom of the picture, the grass, is now its left side.
    const { data, info } = await sharp(analysis.preview!.path).raw().toBuffer({ resolveWithObject: true })
    const left = (320 * info.width + 20) * info.channels
    expect(data[left + 1]!).toBeGreaterThan(data[left + 2]!)
  })

  it('analyses a file with only sound in it, and says that there is no picture', async () => {
    const analysis = await analyseFile(format('voice.mp4'))
    expect(analysis.frames).toEqual([])
    expect(statusOf(analysis, 'video.frames')).toBe('not_applicable')
    expect(analysis.preview).toBeNull()
  })
})

describe('a video that was cut off', () => {
  const cut = async (file: string, bytes: number, more = {}) => {
    const whole = await readFile(file)
    return analyseFile(await media.file(path.basename(file), whole.subarray(0, bytes)), more)
  }
  const bay = path.join(mediaFolder, 'bay.mp4')

  it('says how much could be read, as a doubt and in the summary', async () => {
    const { doubts, verdict, frames } = await cut(bay, 70_000)
    expect(frames).toHaveLength(3)
    expect(doubts[0]?.code).toBe('incomplete')
    expect(doubts[0]?.says).toMatch(/^Only 2\.\d of 6 seconds could be read; the file is probably cut off\.$/)
    expect(verdict.summary).toContain(doubts[0]!.says)
  })

  it.each(['clip.mkv', 'clip.webm', 'clip.avi'])('notices it in half of %s', async (name) => {
    const { length } = await readFile(format(name))
    expect((await cut(format(name), length / 2)).doubts[0]?.code).toBe('incomplete')
  })

  it('measures against the part asked for', async () => {
    const codes = async (more: object) => (await cut(bay, 70_000, more)).doubts.map(({ code }) => code)
    expect(await codes({ maxVideoSeconds: 2 })).not.toContain('incomplete')
    expect(await codes({ modality: 'video' })).toContain('incomplete')
    const part = await cut(bay, 70_000, { startRegion: 1, endRegion: 5 })
    expect(part.doubts[0]?.says).toMatch(/^Only 1\.\d of the 4 seconds asked for could be read/)
  })

  it.each(['clip.3gp', 'clip.avi', 'clip.mkv', 'clip.mov', 'clip.mp4', 'clip.webm', 'still.mp4', 'motion-jpeg.mov'])(
    'is not what it says of %s, which is whole',
    async (name) => {
      const { doubts } = await analyseFile(format(name))
      expect(doubts.map(({ code }) => code)).not.toContain('incomplete')
    },
  )
})

describe('refusals', () => {
  const refused = (file: string, more = {}) =>
    analyseFile(file, more).then(
      () => expect.unreachable('it was analysed'),
      (error: unknown) => error as AnalysisFailure,
    )

  it.each([
    ['an empty file', 'empty.mp4', ''],
    ['text named as video', 'letter.mp4', 'Dear Sir or Madam,\n'.repeat(200)],
    ['a page', 'page.webm', '<!doctype html><html><body>video</body></html>'],
    ['an HLS playlist', 'list.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nbay.mp4\n#EXT-X-ENDLIST\n'],
    ['a DASH manifest', 'list.mp4', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>'],
    ['a list of files', 'list.mp4', `ffconcat version 1.0\nfile '${path.join(mediaFolder, 'bay.mp4')}'\n`],
  ])('refuses %s, for good and in a sentence', async (_, name, bytes) => {
    const failure = await refused(await media.file(name, bytes))
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(failure.permanent).toBe(true)
    expect(failure.message).toMatch(/could not be opened.*\./)
  })

  it('refuses a video whose index was cut off', async () => {
    const bytes = await readFile(format('clip.mp4'))
    const failure = await refused(await media.file('cut.mp4', bytes.subarray(0, bytes.length / 2)))
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(failure.permanent).toBe(true)
  })

  it('refuses frames larger than 36 megapixels', async () => {
    const failure = await refused(format('huge.mp4'))
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('7040 × 5200 pixels') })
  })

  it('says when the part asked for lies after the end', async () => {
    expect((await refused('bay.mp4', { startRegion: 60 })).message).toContain('after the end')
  })

  it('survives bytes overwritten at random', async () => {
    const bay = await readFile(path.join(mediaFolder, 'bay.mp4'))
    let state = 7
    for (let round = 0; round < 12; round += 1) {
      const bytes = Buffer.from(bay)
      for (let i = 0; i < 40; i += 1) {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
        bytes[(state >>> 4) % (round % 2 === 0 ? 4000 : bytes.length)] = state & 255
      }
      const file = await media.file('hurt.mp4', bytes)
      const answer = await analyseFile(file).catch((error: unknown) => error)
      if (answer instanceof Error) expect(answer).toBeInstanceOf(AnalysisFailure)
    }
  })
})
