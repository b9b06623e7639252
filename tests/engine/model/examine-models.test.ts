import { truncate } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { askModels } from '@/lib/engine/model/ask-models'
import { examineModels } from '@/lib/engine/model/examine-models'
import { largestModelMegabytes } from '@/lib/engine/model/open-model'
import { preparePicture } from '@/lib/engine/model/prepare-picture'
import { loadRuntime } from '@/lib/engine/model/runtime'
import { useMedia } from '../../support/media'
import { loudDeclaration, loudModel, redDeclaration, redModel, strongCard, writeModels } from '../../support/models'

const media = useMedia()
const missing = () => loadRuntime(() => Promise.reject(new Error('Cannot find package')))

describe('examineModels', () => {
  it('says of each model what it is, how it answers and what its hits are worth', async () => {
    const file = await writeModels(await media.newFolder(), [
      { bytes: redModel, declaration: { ...redDeclaration, card: strongCard } },
      { bytes: loudModel, declaration: loudDeclaration },
      { bytes: redModel, declaration: { ...redDeclaration, name: 'stale', sha256: '00'.repeat(32) } },
    ])
    const [red, loud, stale] = await examineModels(file)
    expect(red?.usable).toBe(true)
    const says = red?.says.join('\n')
    expect(says).toContain('Input pixels [batch, 3, height, width], output out [batch, 1] as sigmoid1.')
    expect(says).toMatch(/Its self-test passes: 0\.(49|50)\d\d for “gradient”/)
    expect(says).toContain('Card: 240 of 300 fakes, 0 of 300 real ones (made up for a test).')
    // log(0.7511 / 0.01264): Wilson's low end of 240 of 300 over his high end of 0 of 300.
    expect(says).toContain('A hit weighs 4.08, 0.98 alone. False hits are at most 1.3 %, so a hit may decide.')
    expect(loud).toMatchObject({ usable: true })
    expect(loud?.says.at(-1)).toMatch(/^No card: advisory\. From 0\.5 on/)
    expect(stale).toMatchObject({ usable: false })
    expect(stale?.says.at(-1)).toMatch(/SHA-256/)
  })
})

it('a file that would not fit into the memory of an analysis is not read at all', async () => {
  const folder = await media.newFolder()
  const file = await writeModels(folder, [{ bytes: redModel, declaration: redDeclaration }])
  await truncate(path.join(folder, 'red.onnx'), largestModelMegabytes * 1_000_000 + 1)
  const [red] = await examineModels(file)
  expect(red).toMatchObject({ usable: false })
  expect(red?.says.at(-1)).toBe('Its file has 257 MB; 256 MB is the most.')
})

describe('a server without what runs models', () => {
  it('is told so by the command, and in the evidence', async () => {
    const modelsFile = await writeModels(await media.newFolder(), [{ bytes: redModel, declaration: redDeclaration }])
    await expect(examineModels(modelsFile, missing)).rejects.toThrow(/onnxruntime-web is missing.*npm ci/s)
    const pixels = async () => ({ width: 1, height: 1, rgb: new Uint8Array(3) })
    const [finding, ...others] = await askModels({ modelsFile }, 'image', preparePicture([{ page: 1, pixels }]), {
      runtimeOf: missing,
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ status: 'failed', check: 'model.content', llr: 0 })
    expect(finding?.explain).toContain('onnxruntime-web is missing')
  })

  it('does not matter where no model is installed', async () => {
    const pixels = () => Promise.reject(new Error('not asked for'))
    expect(await askModels({}, 'image', preparePicture([{ page: 1, pixels }]), { runtimeOf: missing })).toEqual([])
  })
})
