import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import { formatsFolder, useMedia } from '../../support/media'
import { retag, transcode } from '../../support/transcode'

const media = useMedia()
const format = (name: string) => path.join(formatsFolder, name)

async function judged(file: string, mediaType: 'audio' | 'video') {
  const { evidence, verdict } = await analyse(await media.request(file, mediaType, { modality: 'all' }), () => {})
  return { ...evidence.find(({ check }) => check === 'sound.tags' || check === 'video.tags')!, label: verdict.label }
}
const tagged = async (name: string, tags: Record<string, string>) =>
  retag(format(name), path.join(await media.newFolder(), name), tags)

describe('video.tags in a file', () => {
  it.each([
    ['clip.mp4', { comment: 'Made with Kling' }, 'names Kling'],
    ['clip.mov', { comment: '{"AIGC":{"Label":"1","ContentProducer":"Example Studio"}}' }, 'AIGC label 1'],
    ['clip.mkv', { PROMPT: '{"3":{"class_type":"KSampler","inputs":{}}}' }, 'ComfyUI workflow'],
    ['clip.webm', { comment: 'a cat\nSteps: 20, Sampler: Euler a, Seed: 1' }, 'Stable Diffusion parameters'],
    ['clip.mp4', { AIGC: '{"Label":"1"}' }, 'AIGC label 1'],
  ])('finds the mark in %s: %o', async (name, tags, mark) => {
    const found = await judged(await tagged(name, tags as Record<string, string>), 'video')
    expect(found).toMatchObject({
      check: 'video.tags',
      status: 'hit',
      points: 'synthetic',
      strong: true,
      label: 'Fake',
    })
    expect(found.facts.mark).toBe(mark)
  })

  it('is clear about a file that names only what wrote it, and decides nothing', async () => {
    const found = await judged(format('clip.mp4'), 'video')
    expect(found).toMatchObject({ check: 'video.tags', status: 'clear', llr: 0, label: 'Neutral/Uncertain' })
    expect(found.facts.encoder).toMatch(/^Lavf/)
  })

  it('is defeated where the file is exported again, with or without encoding it anew', async () => {
    const marked = await tagged('clip.mp4', { comment: 'Made with Kling' })
    expect((await judged(marked, 'video')).status).toBe('hit')
    const folder = await media.newFolder()
    const encoded = await transcode(marked, path.join(folder, 'again.mp4'), { encoder: 'libx264' })
    expect(await judged(encoded, 'video')).toMatchObject({ status: 'clear', label: 'Neutral/Uncertain' })
    const copied = await retag(marked, path.join(folder, 'copied.mp4'), {})
    expect(await judged(copied, 'video')).toMatchObject({ status: 'clear', label: 'Neutral/Uncertain' })
  })
})

describe('sound.tags in a file', () => {
  it.each(['tone.mp3', 'tone.m4a', 'tone.flac', 'tone.wav'])('finds the mark in %s', async (name) => {
    const found = await judged(await tagged(name, { comment: 'created with Suno' }), 'audio')
    expect(found).toMatchObject({
      check: 'sound.tags',
      status: 'hit',
      points: 'synthetic',
      strong: true,
      label: 'Fake',
    })
    expect(found.facts).toMatchObject({ mark: 'names Suno', generator: 'Suno' })
  })

  it('is clear about a performer of such a name, and defeated where the file is exported again', async () => {
    expect((await judged(await tagged('tone.flac', { artist: 'Suno' }), 'audio')).status).toBe('clear')
    const marked = await tagged('tone.flac', { comment: 'created with Suno' })
    expect((await judged(marked, 'audio')).status).toBe('hit')
    const to = path.join(await media.newFolder(), 'again.mp3')
    const encoded = await transcode(marked, to, { encoder: 'libmp3lame', bitrate: 64_000 })
    expect(await judged(encoded, 'audio')).toMatchObject({ status: 'clear', label: 'Neutral/Uncertain' })
  })
})
