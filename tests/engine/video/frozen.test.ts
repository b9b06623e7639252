import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { findFrozen } from '@/lib/engine/video/find-frozen'
import { findLoops } from '@/lib/engine/video/find-loops'
import { followMotion, type Motion } from '@/lib/engine/video/follow-motion'
import { lumaColumns, lumaRows } from '@/lib/engine/video/small-luma'
import { formatsFolder, useMedia } from '../../support/media'
import { transcode } from '../../support/transcode'

const media = useMedia()

async function frozenIn(file: string, more = {}) {
  const request = await media.request(path.resolve(formatsFolder, file), 'video', { modality: 'video', ...more })
  const { evidence } = await analyseVideo(request, () => {})
  return evidence.find(({ check }) => check === 'video.frozen')!
}

/** A made frame: soft waves that never come again, moved by `phase`, with noise of `noise` levels as encoding leaves it. */
function frame(phase: number, noise = 0, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length: lumaColumns * lumaRows }, (_, i) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    const [x, y] = [i % lumaColumns, Math.floor(i / lumaColumns)]
    const wave = Math.sin(x / 5 + phase) * 50 + Math.sin(y / 4 - phase * Math.SQRT2) * 40
    return Math.round(128 + wave + ((state >> 8) % (2 * noise + 1)) - noise)
  })
}

/** Follows frames at 25 a second. */
function follow(frames: Uint8Array[]): Motion {
  const follower = followMotion()
  for (const [i, luma] of frames.entries()) follower.push({ second: i / 25, luma })
  return follower.motion(frames.length / 25)
}

const flowing = (from: number, count: number, noise = 0) =>
  Array.from({ length: count }, (_, i) => frame((from + i) * 0.13, noise, from + i + 1))

describe('video.frozen on encoded video', () => {
  it('finds the freeze between motion, and where', async () => {
    const found = await frozenIn('frozen.mp4')
    expect(found).toMatchObject({ status: 'hit', points: 'context', llr: 0, facts: { freezes: 1, loops: 0 } })
    // Frame 24 of 12 a second is shown 19 times, until 3.58 s; the encoder refines it over the first few.
    expect(found.time!.start).toBeGreaterThanOrEqual(2)
    expect(found.time!.start).toBeLessThan(2.4)
    expect(found.time!.end).toBeCloseTo(3.55, 1)
    expect(found.explain).toMatch(/^The picture freezes once between motion, 1\.\d+ seconds together/)
  })

  it('finds the stretch that was put in again, and where', async () => {
    const found = await frozenIn('looped.mp4')
    expect(found).toMatchObject({ status: 'hit', points: 'context', llr: 0, facts: { freezes: 0, loops: 1 } })
    expect(found.facts.repeatedAt).toBe('0.5–1.92 s again at 3–4.42 s')
    expect(found.time).toEqual({ start: 3, end: expect.closeTo(4.42, 1) })
  })

  it('is clear about what flows on', async () => {
    expect(await frozenIn('flowing.mp4')).toMatchObject({ status: 'clear', facts: { freezes: 0, loops: 0 } })
  })

  it('does not see the repetition where only one of the two was asked for', async () => {
    expect(await frozenIn('looped.mp4', { endRegion: 3 })).toMatchObject({ status: 'clear', facts: { loops: 0 } })
  })

  it.each([
    ['slides.mp4', 'as slides and titles do'],
    ['still.mp4', 'as slides and titles do'],
    ['black.mp4', 'The picture is blank'],
  ])('accuses %s of nothing', async (file, words) => {
    const found = await frozenIn(file)
    expect(found.status).toBe('clear')
    expect(found.explain).toContain(words)
  })

  const twice = async (change: string) => {
    const to = path.join(await media.newFolder(), 'twice.mp4')
    const filter = `split[a][b];[b]${change}[c];[a][c]concat`
    return transcode(path.join(formatsFolder, 'flowing.mp4'), to, { encoder: 'libx264', filter })
  }

  it.each([
    ['as they were', 'null'],
    ['slowed down, each picture shown longer', 'setpts=1.5*PTS,fps=12'],
  ])('finds pictures that come again %s', async (_, change) => {
    const found = await frozenIn(await twice(change))
    expect(found).toMatchObject({ status: 'hit', facts: { loops: 1 }, time: { start: 5 } })
    expect(found.facts.repeatedAt).toMatch(/^0–4\.92 s again at 5–/)
  })

  it.each([
    ['mirrored', 'hflip'],
    ['played backwards', 'reverse'],
    ['played faster', 'setpts=PTS/2,fps=12'],
    ['slowed down with frames blended', 'setpts=1.5*PTS,framerate=12'],
    ['brightened', 'eq=brightness=0.1'],
    ['changed in half of the picture', 'drawbox=x=0:y=0:w=iw:h=ih/2:color=red:t=fill'],
  ])('is defeated by pictures that come again %s', async (_, change) => {
    const found = await frozenIn(await twice(change))
    expect(found).toMatchObject({ status: 'clear', facts: { freezes: 0, loops: 0 } })
    expect(found.facts.frames).toBeGreaterThan(80)
  })

  it('is defeated by noise laid over a freeze', async () => {
    const to = path.join(await media.newFolder(), 'noisy.mp4')
    const wanted = { encoder: 'libx264', filter: 'noise=alls=40:allf=t' }
    const noisy = await transcode(path.join(formatsFolder, 'frozen.mp4'), to, wanted)
    expect(await frozenIn(noisy)).toMatchObject({ status: 'clear', facts: { freezes: 0 } })
  })

  it('does not apply without a picture, and is not checked where only the sound was asked for', async () => {
    expect((await frozenIn('voice.mp4', { modality: 'all' })).status).toBe('not_applicable')
    expect((await frozenIn('clip.mp4', { modality: 'audio' })).status).toBe('not_checked')
  })
})

describe('followMotion', () => {
  it('takes neither the title at the beginning nor the end card for a freeze', () => {
    const motion = follow([...Array(30).fill(frame(0)), ...flowing(1, 60), ...Array(30).fill(frame(9))])
    expect(motion.stills).toHaveLength(2)
    expect(findFrozen(motion)[0]).toMatchObject({ status: 'clear', facts: { freezes: 0 } })
  })

  it('takes no black between two scenes for a freeze', () => {
    const black = new Uint8Array(lumaColumns * lumaRows)
    const motion = follow([...flowing(0, 50), ...Array(40).fill(black), ...flowing(500, 50)])
    expect(motion.stills).toEqual([{ start: 2, end: 3.6, blank: true }])
    expect(findFrozen(motion)[0]?.status).toBe('clear')
  })

  it('takes no slow change for a still', () => {
    const slow = Array.from({ length: 100 }, (_, i) => frame(i * 0.004))
    expect(follow([...flowing(900, 20), ...slow, ...flowing(950, 20)]).stills).toEqual([])
  })

  it('counts the frames that a changed frame rate repeats, and accuses nobody', () => {
    const doubled = flowing(0, 60).flatMap((one, i) => (i % 4 === 0 ? [one, one] : [one]))
    const [found] = findFrozen(follow(doubled))
    expect(found).toMatchObject({ status: 'clear', facts: { repeatedFrames: 15 } })
    expect(found?.explain).toContain('15 of 75 frames repeat the one before')
  })

  it('knows a cut from a fade', () => {
    const scene = (from: number) => flowing(from, 30)
    const inverted = scene(40).map((luma) => luma.map((level) => 255 - level))
    expect(follow([...scene(0), ...inverted]).cuts).toEqual([1.2])
    const fade = Array.from({ length: 10 }, (_, i) => frame(4).map((level) => level * (1 - i / 10)))
    expect(follow([...scene(0), ...fade]).cuts).toEqual([])
  })
})

describe('findLoops', () => {
  const loopsOf = (frames: Uint8Array[]) => findLoops(follow(frames).moving)

  it('finds a repetition that was encoded anew', () => {
    const again = Array.from({ length: 40 }, (_, i) => frame((20 + i) * 0.13, 2, 5000 + i))
    const [loop, ...more] = loopsOf([...flowing(0, 100, 2), ...again, ...flowing(200, 30, 2)])
    expect(more).toEqual([])
    expect(loop?.first.start).toBeCloseTo(0.8, 1)
    expect(loop?.again).toEqual({ start: 4, end: expect.closeTo(5.56, 1) })
  })

  it('finds a short clip played in a round', () => {
    const round = flowing(0, 25)
    expect(loopsOf([...round, ...round, ...round])[0]).toMatchObject({ first: { start: 0 }, again: { start: 1 } })
  })

  it.each([
    ['too short', [...flowing(0, 100), ...flowing(20, 12), ...flowing(300, 50)]],
    ['slides that return', [0, 3, 0, 3, 0].flatMap((phase) => Array(30).fill(frame(phase)))],
    [
      'a scene in which next to nothing moves',
      Array.from({ length: 200 }, (_, i) => frame(0).map((level, at) => (at === i % 9 ? level + 3 : level))),
    ],
    ['noise on a still', Array.from({ length: 100 }, (_, i) => frame(0, 2, i + 1))],
  ])('does not take for a repetition what is %s', (_, frames) => {
    expect(loopsOf(frames)).toEqual([])
  })

  it('searches four minutes in a few seconds', () => {
    const begun = process.cpuUsage()
    expect(loopsOf(Array.from({ length: 6000 }, (_, i) => frame(i * 0.0137 + (i / 777) ** 2, 1, i)))).toBeDefined()
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(8)
  }, 60_000)

  it('says when there is too little to see', () => {
    expect(findFrozen(follow(flowing(0, 5)))[0]?.status).toBe('not_applicable')
  })
})
