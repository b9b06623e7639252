import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMessage } from '@/lib/engine/analysis-message'
import type { Evidence } from '@/lib/engine/evidence'
import type { CheckName } from '@/lib/engine/registry'
import { toEvidence } from '@/lib/engine/to-evidence'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { doubtTracks } from '@/lib/engine/video/doubt-tracks'
import { type BothTracks, findAgreement } from '@/lib/engine/video/find-agreement'
import { formatsFolder, useMedia } from '../../support/media'

const media = useMedia()

async function agreementIn(file: string, more = {}) {
  const analysis = await analyseVideo(await media.request(path.join(formatsFolder, file), 'video', more), () => {})
  return analysis.evidence.find(({ check }) => check === 'video.agreement')!
}

describe('video.agreement on encoded video', () => {
  it('says that the sound starts later and ends earlier, and by how much', async () => {
    const found = await agreementIn('apart.mp4')
    expect(found).toMatchObject({ status: 'hit', points: 'context', llr: 0 })
    // The sound was laid at 1 s and is 1.5 s long; the picture goes on to 4 s.
    expect(found.facts.soundStartsLaterSeconds).toBeCloseTo(1, 0.5)
    expect(found.facts.soundEndsLaterSeconds).toBeCloseTo(-1.5, 1)
    expect(found.explain).toMatch(
      /^The sound starts \d.* after the picture\. The sound ends 1\.5 seconds before the picture\./,
    )
  })

  it('says that the sound holds nothing', async () => {
    const found = await agreementIn('silent.mp4')
    expect(found).toMatchObject({ status: 'hit', facts: { soundSilent: true } })
    expect(found.explain).toBe('There is a sound track, but every sample in it is zero.')
  })

  it('finds the break of the sound that has no cut of the picture, and leaves the other', async () => {
    const found = await agreementIn('cuts.mkv')
    expect(found.facts).toMatchObject({ pictureCuts: 2, soundBreaks: 2, breaksOnCuts: 1, breaksWithoutCut: 1 })
    expect(found.time!.start).toBeLessThan(3)
    expect(found.time!.end).toBeGreaterThan(3)
    expect(found.explain).toContain('without a cut')
  })

  it('is defeated where the sound is cut together with the picture', async () => {
    const found = await agreementIn('cuts.mkv', { endRegion: 2.5 })
    expect(found).toMatchObject({ status: 'clear', facts: { soundBreaks: 1, breaksOnCuts: 1, breaksWithoutCut: 0 } })
  })

  it('is clear where they fit', async () => {
    const found = await agreementIn('clip.mp4')
    expect(found.status).toBe('clear')
    expect(found.explain).toContain('start together and end together')
  })

  it('applies to both only, and is not checked where one was not asked for', async () => {
    expect((await agreementIn('still.mp4')).status).toBe('not_applicable')
    expect((await agreementIn('voice.mp4')).status).toBe('not_applicable')
    expect((await agreementIn('clip.mp4', { modality: 'video' })).status).toBe('not_checked')
    expect((await agreementIn('clip.mp4', { modality: 'audio' })).status).toBe('not_checked')
  })
})

describe('findAgreement', () => {
  const fitting: BothTracks = {
    starts: { picture: 0, sound: 0.02 },
    declared: { picture: 10, sound: 10.05, whole: 10.05 },
    loudest: 0.5,
    breaks: [],
    cuts: [],
    seconds: 10,
  }
  const found = (more: Partial<BothTracks>) => findAgreement({ ...fitting, ...more })[0]!

  it('does not say of a sound full of breaks, which are not compared, that it does not break', () => {
    const noise = Array.from({ length: 41 }, (_, at) => at / 10)
    expect(found({ breaks: noise })).toMatchObject({ status: 'clear' })
    expect(found({ breaks: noise }).explain).toMatch(
      /start together and end together\. The sound breaks at 41 moments: too many/,
    )
    // The bound is one for each minute.
    expect(found({ breaks: noise, seconds: 120 })).toMatchObject({ status: 'hit', facts: { breaksWithoutCut: 41 } })
  })

  it.each([
    ['an offset', { starts: { picture: 0, sound: 0.3 } }, { starts: { picture: 0, sound: 0.31 } }],
    [
      'an end',
      { declared: { picture: 10, sound: 10.6, whole: null } },
      { declared: { picture: 10, sound: 10.61, whole: null } },
    ],
    ['silence', { loudest: 0.001 }, { loudest: 0.0009 }],
    ['a break beside a cut', { breaks: [0.15], cuts: [0] }, { breaks: [0.16], cuts: [0] }],
  ])('takes %s for usual up to its bound, and says it beyond', (_, usual, beyond) => {
    expect(found(usual).status).toBe('clear')
    expect(found(beyond)).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
  })

  it('compares no sound that breaks all over', () => {
    const breaks = Array.from({ length: 41 }, (_, i) => i / 5)
    expect(found({ breaks })).toMatchObject({ status: 'clear', facts: { soundBreaks: 41, breaksWithoutCut: 0 } })
  })

  it('claims nothing about starts and ends that the container does not tell', () => {
    const unknown = found({ starts: { picture: null, sound: 0 }, declared: { picture: null, sound: null, whole: 10 } })
    expect(unknown).toMatchObject({
      status: 'clear',
      facts: { soundStartsLaterSeconds: null, soundEndsLaterSeconds: null },
    })
    expect(unknown.explain).toContain('do not say when they start and end')
  })
})

describe('doubtTracks', () => {
  const hit = (name: CheckName, llr: number): Evidence =>
    toEvidence(name, {
      points: 'synthetic',
      status: 'hit',
      llr,
      carded: true,
      strong: false,
      explain: '',
      doesNotShow: '',
      facts: {},
    })
  const clear = (check: CheckName) => ({ ...hit(check, 0), points: 'context' as const, status: 'clear' as const })
  const frames = [{ second: 0, evidence: [clear('picture.facts')] }]
  const advises = { ...hit('model.content', 0.7), facts: { model: 'x' } }

  it('is that only the sound, or only the picture, points to a fake, as far as it was judged', () => {
    expect(doubtTracks([hit('sound.voice', 0)], [clear('video.frames')], frames)).toEqual({
      code: 'tracks_disagree',
      says:
        'The voice sounds like a classic speech synthesiser, and nothing points to a fake in the picture, to which no check ' +
        'applied that can tell: one of them may have been replaced.',
    })
    expect(doubtTracks([hit('sound.voice', 0)], [clear('model.content')], frames)?.says).toContain(
      'and the picture does not point to a fake (0.50):',
    )
    expect(doubtTracks([clear('sound.voice')], [advises], frames)?.says).toBe(
      'The model “x” takes the picture for a fake, and the sound does not point to one (0.50): one of them may have been replaced.',
    )
    const ghosts = [{ second: 0, evidence: [hit('jpeg.ghost', 1.4)] }]
    expect(doubtTracks([clear('sound.voice')], [clear('video.frames')], ghosts)?.says).toContain(
      'The picture points to a fake (0.80)',
    )
  })

  it('is none where they agree, or where one was not looked at', () => {
    expect(doubtTracks([clear('sound.voice')], [clear('video.frames')], frames)).toBeNull()
    expect(doubtTracks([hit('sound.voice', 0)], [advises], frames)).toBeNull()
    expect(doubtTracks([hit('sound.voice', 0)], [clear('video.frames')], [])).toBeNull()
    // Nobody speaks: nothing of the sound was judged.
    expect(doubtTracks([clear('sound.pauses')], [advises], frames)).toBeNull()
    expect(doubtTracks([], [clear('video.frames')], frames)).toBeNull()
  })

  it('is found in a video whose voice is a synthesiser’s, and not in one that nobody speaks in', async () => {
    const doubtsOf = async (name: string, more = {}) => {
      const request = await media.request(path.join(formatsFolder, name), 'video', more)
      return (await analyseVideo(request, () => {})).doubts.filter(({ code }) => code === 'tracks_disagree')
    }
    expect(await doubtsOf('spoken.mp4')).toMatchObject([
      { says: expect.stringMatching(/^The voice sounds like a classic/) },
    ])
    expect(await doubtsOf('spoken.mp4', { modality: 'audio' })).toEqual([])
    expect(await doubtsOf('clip.mp4')).toEqual([])
  })

  it('passes from the process of an analysis to the one that asked', async () => {
    const request = await media.request(path.join(formatsFolder, 'clip.mp4'), 'video')
    const analysis = await analyseVideo(request, () => {})
    analysis.doubts.push({ code: 'tracks_disagree', says: 'They differ.' })
    expect(readMessage(JSON.stringify({ kind: 'done', analysis }), request.workFolder)).not.toBeNull()
  })
})
