import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readModels } from '@/lib/health/read-models'
import { useMedia } from '../support/media'
import { redDeclaration, redModel, strongCard, writeModels } from '../support/models'

const media = useMedia()

test('says which models are declared, without loading any', async () => {
  const folder = await media.newFolder()
  const file = await writeModels(folder, [
    { bytes: redModel, declaration: redDeclaration },
    {
      bytes: Buffer.from('no model at all'),
      declaration: { ...redDeclaration, name: 'other', file: 'x.onnx', card: strongCard },
    },
  ])
  expect(await readModels(file)).toEqual({
    usable: true,
    says: 'red (advisory), other (with a card). To try them: npm run docket -- models check.',
  })
  await rm(path.join(folder, 'x.onnx'))
  expect(await readModels(file)).toMatchObject({
    usable: false,
    says: expect.stringContaining('cannot be read: other.'),
  })
})

test('says what is wrong with the file, and nothing where none is configured', async () => {
  expect(await readModels('/nowhere/models.json')).toMatchObject({
    usable: false,
    says: expect.stringMatching(/ENOENT/),
  })
  expect(await readModels(undefined)).toBeNull()
})
