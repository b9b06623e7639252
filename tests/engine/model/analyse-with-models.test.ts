import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Analysis, MediaType } from '@/lib/engine/analysis'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { mediaFolder, useMedia } from '../../support/media'
import {
  type DeclaredModel,
  loudDeclaration,
  loudModel,
  redDeclaration,
  redModel,
  strongCard,
  writeModels,
} from '../../support/models'
import { meanColourModel } from '../../support/onnx-model'

/* Real models, written by the tests, run by the real process of an analysis. */
const media = useMedia()

async function plain(colour: string): Promise<string> {
  const bytes = await sharp({ create: { width: 320, height: 200, channels: 3, background: colour } })
    .png()
    .toBuffer()
  return media.file('plain.png', bytes)
}

async function analyse(file: string, mediaType: MediaType, models: DeclaredModel[]): Promise<Analysis> {
  const modelsFile = await writeModels(await media.newFolder(), models)
  return runAnalysis(await media.request(file, mediaType, { modelsFile }), {
    timeoutSeconds: 60,
    memoryMegabytes: 2048,
  })
}

const red = (more: object = {}): DeclaredModel => ({ bytes: redModel, declaration: { ...redDeclaration, ...more } })
const content = ({ evidence }: Analysis) => evidence.filter(({ check }) => check === 'model.content')

describe('a model without a card', () => {
  it('is advice: its hit moves the score to 0.67 and decides nothing', async () => {
    const analysis = await analyse(await plain('#ff0000'), 'image', [red()])
    expect(content(analysis)).toMatchObject([
      { status: 'hit', points: 'synthetic', strong: false, carded: false, llr: 0.7 },
    ])
    expect(content(analysis)[0]?.facts).toMatchObject({ model: 'red', score: 0.9999, threshold: 0.9, tested: false })
    expect(content(analysis)[0]?.explain).toContain('advisory')
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', manipulated: 0.5 })
    expect(analysis.verdict.synthetic).toBeCloseTo(1 / (1 + Math.exp(-0.7)), 6)
    expect(analysis.coverage).not.toContain('AI-content model')
  })

  it('never speaks for authenticity', async () => {
    const analysis = await analyse(await plain('#0000ff'), 'image', [red()])
    expect(content(analysis)).toMatchObject([{ status: 'clear', llr: 0, facts: { score: 0 } }])
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
  })

  it('does not add up with others of its kind', async () => {
    const models = ['a', 'b', 'c', 'd'].map((name) => red({ name }))
    const analysis = await analyse(await plain('#ff0000'), 'image', models)
    expect(content(analysis)).toHaveLength(4)
    expect(analysis.verdict.synthetic).toBeCloseTo(1 / (1 + Math.exp(-0.7)), 6)
  })
})

describe('a model with a card', () => {
  it('decides at its threshold where false hits are at most 2 %', async () => {
    const analysis = await analyse(await plain('#ff0000'), 'image', [red({ card: strongCard })])
    expect(content(analysis)).toMatchObject([{ status: 'hit', strong: true, carded: true }])
    expect(content(analysis)[0]?.doesNotShow).toContain('240 of 300 fakes and on 0 of 300 real ones')
    expect(analysis.verdict.label).toBe('Fake')
    expect(analysis.verdict.summary).toContain('A detector fired at its evaluated threshold. The model “red”')
  })

  it('decides nothing where few were counted, or too many fired falsely', async () => {
    for (const falseHits of [
      { negatives: 100, falseHits: 0 },
      { negatives: 300, falseHits: 6 },
    ]) {
      const analysis = await analyse(await plain('#ff0000'), 'image', [red({ card: { ...strongCard, ...falseHits } })])
      expect(content(analysis)).toMatchObject([{ status: 'hit', strong: false, carded: true }])
      expect(analysis.verdict.label).toBe('Neutral/Uncertain')
    }
  })
})

/** Models side by side in one analysis, each under a file of its own. */
function sideBySide(models: DeclaredModel[]): DeclaredModel[] {
  return models.map(({ bytes, declaration }, at) => ({
    bytes,
    declaration: { ...declaration, name: `model ${at}`, file: `${at}.onnx` },
  }))
}

it('what a model puts out is read as declared', async () => {
  const colours = [20, 0, 0]
  const two = [0, 20, 0, 0, 0, 0]
  const cases: [Buffer, object, number][] = [
    [meanColourModel(colours, [-10]), { kind: 'logit1', means: 'fake' }, 0.9999],
    [meanColourModel(colours, [-10]), { kind: 'logit1', means: 'real' }, 0],
    [meanColourModel(two, [0, -10]), { kind: 'logits2', fake: 1 }, 0.9999],
    [meanColourModel(two, [0, -10]), { kind: 'logits2', fake: 0 }, 0],
    [meanColourModel(two, [0, -10], 'Softmax'), { kind: 'softmax2', fake: 1 }, 0.9999],
  ]
  const models = cases.map(([bytes, output]) => ({ bytes, declaration: { ...redDeclaration, output } }))
  const analysis = await analyse(await plain('#ff0000'), 'image', sideBySide(models))
  expect(content(analysis).map(({ facts }) => facts.score)).toEqual(cases.map(([, , score]) => score))
})

describe('a model that cannot be used is evidence that failed, and the analysis goes on', () => {
  const unusable: [string, DeclaredModel, RegExp][] = [
    ['another file than the one declared', red({ sha256: 'ab'.repeat(32) }), /SHA-256 is [0-9a-f]{64}, not abab/],
    ['no model', { bytes: Buffer.from('hello'), declaration: redDeclaration }, /no ONNX model/],
    [
      'a wrong answer to its self-test',
      red({ selfTest: { pattern: 'grey', expect: 0.9, tolerance: 0.1 } }),
      /self-test fails: it answers 0\.5/,
    ],
    [
      'an input of another shape',
      red({ input: { ...redDeclaration.input, layout: 'nhwc' } }),
      /takes \[.*3.*\], but the declaration gives it/,
    ],
    ['one number declared as two', red({ output: { kind: 'softmax2', fake: 1 } }), /softmax2 cannot be/],
    [
      'two numbers declared as one',
      { bytes: meanColourModel([1, 0, 0, 0, 0, 0], [0, 0]), declaration: redDeclaration },
      /sigmoid1 cannot be/,
    ],
    [
      'a logit declared as a probability',
      { bytes: meanColourModel([0, 0, 0], [3]), declaration: redDeclaration },
      /is no probability/,
    ],
    [
      'logits declared as probabilities',
      {
        bytes: meanColourModel([0, 0, 0, 0, 0, 0], [3, 1]),
        declaration: { ...redDeclaration, output: { kind: 'softmax2', fake: 0 } },
      },
      /add up to 4, not 1/,
    ],
    [
      'what is not a number',
      { bytes: meanColourModel([Number.NaN, 0, 0], [0]), declaration: redDeclaration },
      /not a number/,
    ],
    ['no such output', red({ output: { ...redDeclaration.output, tensor: 'elsewhere' } }), /no output “elsewhere”/],
  ]

  it.each([0, 5])('whatever is wrong with it (from %i)', async (from) => {
    const cases = unusable.slice(from, from + 5)
    const models = sideBySide([...cases.map(([, model]) => model), red()])
    const analysis = await analyse(await plain('#ff0000'), 'image', models)
    const found = content(analysis)
    expect(found.map(({ status }) => status)).toEqual([...cases.map(() => 'failed'), 'hit'])
    for (const [at, [what, , because]] of cases.entries()) expect(found[at]?.explain, what).toMatch(because)
    expect(found.slice(0, -1).every(({ llr, strong }) => llr === 0 && !strong)).toBe(true)
    // The model beside them still counts.
    expect(analysis.verdict.synthetic).toBeCloseTo(1 / (1 + Math.exp(-0.7)), 6)
  })

  it('also where the models file itself is at fault', async () => {
    const analysis = await analyse(await plain('#ff0000'), 'image', [red({ treshold: 0.5 })])
    expect(content(analysis)).toMatchObject([
      { status: 'failed', explain: expect.stringMatching(/models\.0: .*treshold/) },
    ])
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(analysis.coverage).toContain('AI-content model failed')
  })
})

it('a picture smaller than the part that a model cuts from the middle is not judged, and that is said', async () => {
  const input = { ...redDeclaration.input, width: 640, height: 480, resize: 'centre' }
  const analysis = await analyse(await plain('#ff0000'), 'image', [red({ input })])
  expect(content(analysis)).toMatchObject([
    { status: 'not_applicable', llr: 0, explain: 'There is nothing in it that the model “red” can judge.' },
  ])
  expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
})

describe('sound and video', () => {
  it('listens to windows, and says how they became one score', async () => {
    const loud = { bytes: loudModel, declaration: loudDeclaration }
    const analysis = await analyse('speech.wav', 'audio', [loud, red()])
    const [finding, ...others] = content(analysis)
    expect(others).toEqual([])
    expect(finding?.facts).toMatchObject({ model: 'loud', pooled: 'mean' })
    expect(finding?.facts.pieces).toBeGreaterThan(1)
    expect(finding?.facts.highest).toBeGreaterThanOrEqual(Number(finding?.facts.score) - 0.001)
  })

  it('looks at frames of a video', async () => {
    const analysis = await analyse(path.join(mediaFolder, 'bay.mp4'), 'video', [red({ threshold: 0 })])
    expect(content(analysis)).toMatchObject([{ status: 'hit', facts: { model: 'red', pooled: 'mean' } }])
    expect(content(analysis)[0]?.facts.pieces).toBe(analysis.frames.length)
  })

  it('keeps what each model gives each frame, and judges the frame by it', async () => {
    const models = sideBySide([red({ threshold: 0, card: strongCard }), red({ threshold: 0.99 })])
    const { frames, evidence } = await analyse(path.join(mediaFolder, 'bay.mp4'), 'video', models)
    for (const frame of frames) {
      expect(frame.models).toEqual([
        { model: 'model 0', score: frame.models?.[0]?.score },
        { model: 'model 1', score: frame.models?.[0]?.score },
      ])
      expect(frame.verdict?.label).toBe('Fake')
      expect(frame.hits).toMatchObject([{ check: 'model.content', explain: expect.stringContaining('“model 0”') }])
    }
    const given = frames.map(({ models: [first] = [] }) => first?.score ?? Number.NaN)
    const mean = given.reduce((sum, score) => sum + score, 0) / given.length
    expect(evidence.find(({ facts }) => facts.model === 'model 0')?.facts.score).toBeCloseTo(mean, 3)
    expect(new Set(given).size).toBeGreaterThan(1)
  })

  it('says where none of the models is for this kind of media', async () => {
    const analysis = await analyse('speech.wav', 'audio', [red()])
    expect(content(analysis)).toMatchObject([
      { status: 'not_checked', explain: 'None of the installed models judges sound.' },
    ])
    expect(analysis.coverage).toContain('AI-content model not checked')
  })
})
