import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Analysis, AnalysisRequest } from '@/lib/engine/analysis'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { formatsFolder, mediaFolder, useMedia } from '../../support/media'
import {
  type DeclaredModel,
  loudDeclaration,
  loudModel,
  redDeclaration,
  redModel,
  strongCard,
  writeModels,
} from '../../support/models'

/* Real models, written by the tests, on the sound and the picture of real videos. */
const media = useMedia()

const listens = (more: object = {}): DeclaredModel => ({
  bytes: loudModel,
  declaration: { ...loudDeclaration, media: ['audio', 'video'], ...more },
})
const looks = (more: object = {}): DeclaredModel => ({
  bytes: redModel,
  declaration: { ...redDeclaration, threshold: 1, ...more },
})

async function analyse(file: string, models: DeclaredModel[], more: Partial<AnalysisRequest> = {}): Promise<Analysis> {
  const modelsFile = await writeModels(await media.newFolder(), models)
  return runAnalysis(await media.request(file, 'video', { modelsFile, ...more }), {
    timeoutSeconds: 60,
    memoryMegabytes: 2048,
  })
}
const format = (name: string) => path.join(formatsFolder, name)
const content = ({ evidence }: Analysis) => evidence.filter(({ check }) => check === 'model.content')

describe('a model that listens, on a video', () => {
  it('hears its sound and judges that, not its frames', async () => {
    const analysis = await analyse(path.join(mediaFolder, 'bay.mp4'), [
      listens({ threshold: 0, card: strongCard }),
      looks(),
    ])
    const [heard, seen] = content(analysis)
    expect(heard).toMatchObject({ status: 'hit', facts: { model: 'loud', track: 'sound', pooled: 'mean' } })
    expect(heard?.facts.pieces).toBeGreaterThan(1)
    expect(seen).toMatchObject({ status: 'clear', facts: { model: 'red', track: 'picture' } })
    expect([analysis.verdict.label, analysis.sound?.label]).toEqual(['Fake', 'Fake'])
    for (const { models, verdict, hits } of analysis.frames) {
      expect(models).toMatchObject([{ model: 'red' }])
      expect([verdict?.label, hits]).toEqual(['Neutral/Uncertain', []])
    }
    expect(analysis.doubts.find(({ code }) => code === 'tracks_disagree')?.says).toBe(
      `The sound points to a fake (${analysis.sound?.score.toFixed(2)}), and the picture does not point to a fake (0.50): one of them may have been replaced.`,
    )
  })

  it('says for whom it doubts where the model is only advice', async () => {
    const { doubts, sound } = await analyse(format('clip.mp4'), [listens({ threshold: 0 }), looks()])
    expect(doubts.find(({ code }) => code === 'tracks_disagree')?.says).toMatch(
      /^The model “loud” takes the sound for a fake, and the picture does not/,
    )
    expect(sound).toMatchObject({ label: 'Neutral/Uncertain' })
  })

  it('says of a sound that it is not taken for a fake, where the picture is', async () => {
    const models = [listens({ threshold: 1 }), looks({ threshold: 0, card: strongCard })]
    const { doubts, verdict, sound } = await analyse(path.join(mediaFolder, 'bay.mp4'), models)
    expect(verdict.label).toBe('Fake')
    expect(sound).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(doubts.find(({ code }) => code === 'tracks_disagree')?.says).toContain(
      'the sound does not point to one (0.50)',
    )
  })

  it('listens to the part asked for', async () => {
    const [all] = content(await analyse(format('spoken.mp4'), [listens()]))
    const [part] = content(await analyse(format('spoken.mp4'), [listens()], { startRegion: 1, maxVideoSeconds: 2 }))
    expect(part?.facts.pieces).toBe(2)
    expect(all?.facts.pieces).toBeGreaterThan(2)
  })

  it.each<[string, string, Partial<AnalysisRequest>, string]>([
    ['a video without sound', 'flowing.mp4', {}, 'This video has no sound track.'],
    [
      'a video of which only the picture was asked for',
      'clip.mp4',
      { modality: 'video' },
      'Only the picture of this video was asked for.',
    ],
  ])('does not apply to %s', async (_, name, more, because) => {
    const analysis = await analyse(format(name), [listens({ threshold: 0 })], more)
    expect(content(analysis)).toMatchObject([{ status: 'not_applicable', explain: because }])
    expect(analysis.verdict.score).toBe(0.5)
  })
})

it('a model of recordings alone is not used for videos', async () => {
  const analysis = await analyse(format('clip.mp4'), [{ bytes: loudModel, declaration: loudDeclaration }])
  expect(content(analysis)).toMatchObject([
    { status: 'not_checked', explain: 'None of the installed models judges video.' },
  ])
})
