import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnalysisRequest } from '@/lib/engine/analysis'
import { AnalysisFailure } from '@/lib/engine/failure'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { formatsFolder, mediaFolder, useMedia } from '../../support/media'

const media = useMedia()
const bay = path.join(mediaFolder, 'bay.mp4')
const format = (name: string) => path.join(formatsFolder, name)

async function analyse(file: string, more: Partial<AnalysisRequest>) {
  const analysis = await analyseVideo(await media.request(file, 'video', more), () => {})
  const status = (check: string) => analysis.evidence.find((item) => item.check === check)?.status
  return { ...analysis, status }
}

describe('the part of a six-second video that is asked for', () => {
  it.each<[Partial<AnalysisRequest>, number[], number]>([
    [{}, [0, 1, 2, 3, 4, 5], 6],
    [{ startRegion: 2 }, [2, 3, 4, 5], 4],
    [{ endRegion: 2 }, [0, 1], 2],
    [{ startRegion: 1.5, endRegion: 3.5 }, [1.5, 2.5], 2],
    [{ maxVideoSeconds: 1 }, [0], 1],
    [{ startRegion: 4, maxVideoSeconds: 60 }, [4, 5], 2],
    [{ startRegion: 1, endRegion: 5, maxVideoSeconds: 2 }, [1, 2], 2],
    [{ startRegion: 1, endRegion: 2, maxVideoSeconds: 9 }, [1], 1],
    [{ startRegion: 5.8, endRegion: 60 }, [5.83], 0.2],
  ])('%o, in sound and picture, alone and together', async (part, frames, seconds) => {
    const both = await analyse(bay, part)
    const picture = await analyse(bay, { ...part, modality: 'video' })
    const sound = await analyse(bay, { ...part, modality: 'audio' })
    const secondsOf = (analysis: typeof both) => analysis.frames.map(({ second }) => second)
    expect(secondsOf(both)).toEqual(frames)
    expect(secondsOf(picture)).toEqual(frames)
    expect(secondsOf(sound)).toEqual([])
    const heard = (analysis: typeof both) =>
      analysis.evidence.find(({ check }) => check === 'sound.pauses')?.facts.listenedSeconds
    expect(heard(both)).toBeCloseTo(seconds, 1)
    expect(heard(sound)).toBeCloseTo(seconds, 1)
    expect(heard(picture)).toBeUndefined()
    // Every frame, fingerprint and window lies in the part asked for.
    const [from, to] = [part.startRegion ?? 0, (part.startRegion ?? 0) + seconds]
    for (const { second } of [...both.frames, ...both.fingerprints.pictures]) {
      expect(second).toBeGreaterThanOrEqual(from)
      expect(second).toBeLessThan(to)
    }
    for (const { start, end } of both.windows) {
      expect(start).toBeGreaterThanOrEqual(from - 0.01)
      expect(end).toBeLessThanOrEqual(to + 0.05)
    }
    expect(both.doubts.map(({ code }) => code)).not.toContain('incomplete')
  })

  it('says it where no frame begins in it', async () => {
    const failure = await analyse(bay, { startRegion: 2.01, endRegion: 2.05, modality: 'video' }).catch(
      (error) => error,
    )
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining('so short that no frame') })
  })
})

describe('what a file holds and what is asked of it', () => {
  const frames = ['video.frames', 'video.frozen']
  const sounds = ['sound.pauses', 'sound.edits', 'sound.voice', 'sound.bandwidth', 'sound.spectrogram']

  it.each([
    ['clip.mp4', 'all', 'applied', 'applied'],
    ['clip.mp4', 'video', 'applied', 'not_checked'],
    ['clip.mp4', 'audio', 'not_checked', 'applied'],
    ['flowing.mp4', 'all', 'applied', 'not_applicable'],
    ['flowing.mp4', 'video', 'applied', 'not_checked'],
    ['voice.mp4', 'all', 'not_applicable', 'applied'],
    ['voice.mp4', 'audio', 'not_applicable', 'applied'],
  ] as const)('%s, %s: picture %s, sound %s', async (file, modality, picture, sound) => {
    const { status, frames: seen, peaks, fingerprints } = await analyse(format(file), { modality })
    const fits = (wanted: string, is: string | undefined) =>
      wanted === 'applied' ? is !== 'not_checked' && is !== 'failed' && is !== undefined : is === wanted
    for (const check of frames)
      expect([check, status(check), fits(picture, status(check))]).toEqual([check, status(check), true])
    for (const check of sounds)
      expect([check, status(check), fits(sound, status(check))]).toEqual([check, status(check), true])
    expect(seen.length > 0).toBe(picture === 'applied')
    expect(peaks.length > 0).toBe(sound === 'applied')
    expect(fingerprints.sound !== null).toBe(sound === 'applied')
    if (picture !== 'applied') expect(fingerprints.pictures).toEqual([])
  })

  it.each([
    ['flowing.mp4', 'audio', 'no sound track'],
    ['voice.mp4', 'video', 'no picture track'],
  ] as const)('%s, %s is refused in a sentence: %s', async (file, modality, words) => {
    const failure = await analyse(format(file), { modality }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AnalysisFailure)
    expect(failure).toMatchObject({ permanent: true, message: expect.stringContaining(words) })
  })

  it('knows the frames of a video again by their fingerprints, and those of a black one not', async () => {
    const { fingerprints } = await analyse(format('flowing.mp4'), { modality: 'video' })
    const [wholes, cuts] = [true, false].map((whole) =>
      fingerprints.pictures.filter(({ cut }) => (cut === undefined) === whole).map(({ second }) => second),
    )
    expect(wholes).toEqual([0, 1, 2, 3, 4])
    expect(cuts?.length).toBeGreaterThan(0)
    expect(wholes).toEqual(expect.arrayContaining(cuts ?? []))
    for (const { quality } of fingerprints.pictures) expect(quality).toBeGreaterThanOrEqual(50)
    expect((await analyse(format('black.mp4'), {})).fingerprints.pictures).toEqual([])
  })
})
