import { expect, test } from 'vitest'
import { modelsCommand } from '../../../bin/command/models'
import { UsageError } from '../../../bin/command/usage'
import { useMedia } from '../../support/media'
import { redDeclaration, redModel, writeModels } from '../../support/models'

const media = useMedia()

async function check(...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = []
  const code = await modelsCommand(args, (line) => lines.push(line))
  return { code, out: lines.join('\n') }
}

test('models check ends with 0 where all can be used, and with 1 where one cannot', async () => {
  const whole = { bytes: redModel, declaration: redDeclaration }
  const good = await check('--file', await writeModels(await media.newFolder(), [whole]))
  expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^red: can be used\.\n {2}For image and video/) })
  const stale = { bytes: redModel, declaration: { ...redDeclaration, name: 'stale', sha256: '00'.repeat(32) } }
  const bad = await check('--file', await writeModels(await media.newFolder(), [whole, stale]))
  expect(bad).toMatchObject({ code: 1, out: expect.stringContaining('stale: CANNOT BE USED.') })
  expect(bad.out).toContain('red: can be used.')
})

test('models check says what is wrong with the file, and that none is needed', async () => {
  expect(await check('--file', '/nowhere/models.json')).toMatchObject({
    code: 1,
    out: expect.stringContaining('cannot be read (ENOENT)'),
  })
  expect(await check()).toMatchObject({ code: 0, out: expect.stringContaining('No models are installed') })
  expect(await check('--file', await media.file('models.json', '{"models":[]}'))).toMatchObject({ code: 0 })
  await expect(check('--fiel', 'x')).rejects.toBeInstanceOf(UsageError)
})
