import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decoderStatus } from '@/lib/engine/decoder'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { formatsFolder, useMedia } from '../../support/media'

const media = useMedia()

describe('sound formats', () => {
  it.each([
    ['tone.mp3', 'MP3', 'mp3', 22_050],
    ['tone.m4a', 'M4A', 'aac', 22_050],
    ['tone.aac', 'AAC', 'aac', 22_050],
    ['tone.ogg', 'Ogg', 'vorbis', 22_050],
    ['opus.ogg', 'Ogg', 'opus', 48_000],
    ['tone.flac', 'FLAC', 'flac', 22_050],
    ['tone.wav', 'WAV', 'pcm_s16le', 22_050],
    ['voice.amr', 'AMR', 'amr_nb', 8000],
  ])('decodes %s', async (name, container, audioCodec, sampleRate) => {
    const analysis = await analyseSound(await media.request(path.join(formatsFolder, name), 'audio'), () => {})
    expect(analysis.facts).toMatchObject({ container, audioCodec, sampleRate, channels: 1 })
    expect(analysis.facts.durationSeconds).toBeGreaterThan(1.9)
    expect(analysis.facts.durationSeconds).toBeLessThan(3.5)
    expect(Math.max(...analysis.peaks)).toBeGreaterThan(0.1)
  })
})

describe('video formats', () => {
  it.each([
    ['clip.mp4', 'MP4', 'h264', 'aac'],
    ['clip.mov', 'QuickTime', 'h264', 'aac'],
    ['clip.mkv', 'Matroska or WebM', 'hevc', 'flac'],
    ['clip.webm', 'Matroska or WebM', 'vp9', 'vorbis'],
    ['clip.avi', 'AVI', 'mpeg4', 'mp3'],
    ['clip.3gp', '3GPP', 'mpeg4', 'aac'],
  ])('decodes %s', async (name, container, videoCodec, audioCodec) => {
    const analysis = await analyseVideo(await media.request(path.join(formatsFolder, name), 'video'), () => {})
    expect(analysis.facts).toMatchObject({ container, videoCodec, audioCodec, width: 320, height: 256, frameRate: 10 })
    // AVI's clock runs a frame late, which makes room for a fourth second.
    expect(analysis.frames.map(({ second }) => Math.round(second)).slice(0, 3)).toEqual([0, 1, 2])
    expect(analysis.frames.length).toBeLessThanOrEqual(4)
    expect(analysis.peaks.length).toBeGreaterThan(100)
    expect(analysis.preview).toMatchObject({ width: 320, height: 256 })
  })
})

it('says which decoder there is', async () => {
  expect(await decoderStatus()).toEqual({ available: true, says: expect.stringMatching(/FFmpeg 8/) })
})
