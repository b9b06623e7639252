import { describe, expect, it } from 'vitest'
import { ModelProblem } from '@/lib/engine/model/model-problem'
import { readModelsFile } from '@/lib/engine/model/models-file'
import { useMedia } from '../../support/media'
import { loudDeclaration, redDeclaration } from '../../support/models'

const media = useMedia()
const sha256 = 'ab'.repeat(32)
const read = async (...models: object[]) => readModelsFile(await media.file('models.json', JSON.stringify({ models })))

describe('readModelsFile', () => {
  it('reads declarations; paths start at the folder of the file, absolute ones stay', async () => {
    const file = await media.file(
      'models.json',
      JSON.stringify({
        models: [
          { ...redDeclaration, sha256 },
          { ...loudDeclaration, sha256, file: '/srv/loud.onnx' },
        ],
      }),
    )
    const [red, loud] = await readModelsFile(file)
    expect(red?.file).toBe(file.replace('models.json', 'red.onnx'))
    expect(red?.input).toMatchObject({
      kernel: 'cubic',
      layout: 'nchw',
      colours: 'rgb',
      mean: [0, 0, 0],
      std: [1, 1, 1],
    })
    expect(loud).toMatchObject({ file: '/srv/loud.onnx', pool: 'mean' })
  })

  it.each<[string, object, RegExp]>([
    ['no hash', { ...redDeclaration }, /models\.0\.sha256/],
    ['a hash that is none', { ...redDeclaration, sha256: 'latest' }, /64 hex digits/],
    ['a setting that does not exist', { ...redDeclaration, sha256, url: 'https://example.org' }, /url/],
    ['no licence', { ...redDeclaration, sha256, licence: '' }, /licence/],
    ['sound for a model that looks', { ...redDeclaration, sha256, media: ['audio'] }, /media: does not go with/],
    ['pictures for a model that listens', { ...loudDeclaration, sha256, media: ['image'] }, /media: does not go with/],
    [
      'a picture for a model that listens',
      { ...loudDeclaration, sha256, selfTest: { ...redDeclaration.selfTest } },
      /no pattern of kind audio/,
    ],
    ['two numbers without which is fake', { ...redDeclaration, sha256, output: { kind: 'softmax2' } }, /output\.fake/],
    ['a kind nobody knows', { ...redDeclaration, sha256, output: { kind: 'pipeline' } }, /output\.kind/],
    ['no self-test', { ...redDeclaration, sha256, selfTest: undefined }, /selfTest/],
    ['a spread of 0', { ...redDeclaration, sha256, input: { ...redDeclaration.input, std: [1, 0, 1] } }, /above 0/],
    [
      'more hits than media',
      { ...redDeclaration, sha256, card: { positives: 1, hits: 2, negatives: 1, falseHits: 0, from: 'x' } },
      /more hits than media/,
    ],
  ])('refuses %s', async (_, declaration, because) => {
    const refusal = await read(declaration).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ModelProblem)
    expect((refusal as Error).message).toMatch(because)
  })

  it('refuses two of one name, what is no JSON, and what is not there', async () => {
    await expect(read({ ...redDeclaration, sha256 }, { ...redDeclaration, sha256 })).rejects.toThrow(/same name twice/)
    await expect(readModelsFile(await media.file('models.json', '{'))).rejects.toThrow(/is no JSON/)
    await expect(readModelsFile('/nowhere/models.json')).rejects.toThrow(/cannot be read \(ENOENT\)/)
  })
})
