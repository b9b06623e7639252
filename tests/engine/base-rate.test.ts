import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { MediaType } from '@/lib/engine/analysis'
import { cardLlr } from '@/lib/engine/card'
import tagsCard from '@/lib/engine/cards/picture.tags.json'
import { withKnown } from '@/lib/engine/match/with-known'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { notApplicable } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'
import { judge, priorOf } from '@/lib/engine/verdict'
import { formatsFolder, useMedia } from '../support/media'

const media = useMedia()

test('the prior of a base rate is its log-odds; of none, of even odds and of what is no share it is 0', () => {
  expect(priorOf(0.05)).toBeCloseTo(-2.9444, 4)
  expect(priorOf(0.9)).toBeCloseTo(2.1972, 4)
  for (const none of [undefined, 0.5, 0, 1, -1, Number.NaN]) expect(priorOf(none)).toBe(0)
})

test('a verdict from a base rate says so, one from even odds does not', () => {
  const { score, synthetic, manipulated, summary } = judge([], priorOf(0.05))
  expect([score, synthetic, manipulated].map((share) => share.toFixed(4))).toEqual(['0.0500', '0.0500', '0.0500'])
  expect(summary).toMatch(/Scores here begin at 5 %, the share of fakes that this server’s administrator expects\.$/)
  expect(judge([], priorOf(0.0025)).summary).toContain('begin at 0.25 %,')
  expect(judge([]).summary).not.toContain('Scores here begin')
})

test('docs/engine.md says what a mark of a generator alone scores from a base rate, by its card', async () => {
  const mark = toEvidence('picture.tags', {
    ...{ points: 'synthetic', status: 'hit', llr: cardLlr(tagsCard), strong: true },
    ...{ explain: 'It is marked.', doesNotShow: '', facts: {} },
  })
  const scored = (baseRate: number) => judge([mark], priorOf(baseRate))
  const says = `at 0.01 a mark of a generator alone scores ${scored(0.01).score.toFixed(2)}, at 0.05 ${scored(0.05).score.toFixed(2)}, and is no \`Fake\` any more`
  const docs = await readFile(path.resolve(import.meta.dirname, '../../docs/engine.md'), 'utf8')
  expect(docs.replace(/\s+/g, ' ').includes(says), says).toBe(true)
  expect([0.01, 0.05, 0.5].map((baseRate) => scored(baseRate).label)).toEqual([
    ...(['Neutral/Uncertain', 'Neutral/Uncertain', 'Fake'] as const),
  ])
})

describe('through the process of an analysis', () => {
  const analyse = async (file: string, mediaType: MediaType, baseRate?: number) =>
    runAnalysis(await media.request(file, mediaType, { baseRate }), { timeoutSeconds: 60, memoryMegabytes: 2048 })
  const format = (name: string) => path.join(formatsFolder, name)

  it.each([
    ['photograph.jpg', 'image'],
    [format('tone.wav'), 'audio'],
    [format('motion-jpeg-sharp.mov'), 'video'],
  ] as const)('scores of %s begin there', async (file, mediaType) => {
    const { baseRate, verdict, frames, doubts } = await analyse(file, mediaType, 0.2)
    expect(baseRate).toBe(0.2)
    expect(verdict.score).toBeCloseTo(0.2, 6)
    expect(verdict.summary).toContain('begin at 20 %')
    for (const frame of frames) expect(frame.verdict?.score).toBeCloseTo(0.2, 6)
    expect(doubts.find(({ code }) => code === 'nothing_decides')?.says).toContain('0.20 is where it started')
  })

  it('those of the sound of a video too, but whether its tracks disagree does not hang on it', async () => {
    const { sound, doubts } = await analyse(format('clip.mp4'), 'video', 0.9)
    expect(sound?.score).toBeCloseTo(0.9, 6)
    expect(doubts.map(({ code }) => code)).not.toContain('tracks_disagree')
  })

  it('known media are judged from there again, and without a setting nothing is said of one', async () => {
    const nothing = notApplicable('There is nothing to compare with yet.')
    const low = withKnown(await analyse('photograph.jpg', 'image', 0.2), [nothing])
    expect([low.baseRate, low.verdict.score.toFixed(4)]).toEqual([0.2, '0.2000'])
    expect(low.verdict.summary).toContain('begin at 20 %')
    const usual = withKnown(await analyse('photograph.jpg', 'image'), [nothing])
    expect(usual).not.toHaveProperty('baseRate')
    expect(usual.verdict).toMatchObject({ score: 0.5, summary: expect.not.stringContaining('Scores here begin') })
  })
})
