import { expect, test } from 'vitest'
import { fetchModelsCommand, modelsCommand } from '../../../bin/command/models'
import { UsageError } from '../../../bin/command/usage'
import { useMedia } from '../../support/media'
import { startModelHub } from '../../support/model-hub'
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

test('models fetch fetches what is missing from the hub, and says what could not be', async () => {
  const { file: _, ...declaration } = redDeclaration
  const named = { ...declaration, hub: 'owner/red', revision: 'v1', path: 'model.onnx' }
  const file = await writeModels(await media.newFolder(), [
    { bytes: redModel, declaration: named },
    { bytes: redModel, declaration: { ...named, name: 'gone', sha256: '00'.repeat(32), path: 'gone.onnx' } },
  ])
  const hub = await startModelHub({ '/owner/red/resolve/v1/model.onnx': redModel })
  try {
    const lines: string[] = []
    const print = (line: string) => lines.push(line)
    expect(await fetchModelsCommand(['--file', file], print, hub.url)).toBe(1)
    expect(lines).toEqual([
      'red: fetched, with the SHA-256 declared.',
      expect.stringMatching(
        /^gone: NOT FETCHED\. 127\.0\.0\.1:\d+ has no file gone\.onnx in owner\/red at revision v1/,
      ),
    ])
    expect((await check('--file', file)).out).toContain('red: can be used.')
    expect(await fetchModelsCommand(['--file', file], print, hub.url)).toBe(1)
    expect(lines[2]).toBe('red: is here already.')
    expect(await fetchModelsCommand(['--file', '/nowhere/models.json'], print)).toBe(1)
    expect(await fetchModelsCommand([], print)).toBe(0)
    expect(await fetchModelsCommand(['--file', await media.file('models.json', '{"models":[]}')], print)).toBe(0)
  } finally {
    await hub.close()
  }
})
