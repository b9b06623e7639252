import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { examineModels } from '@/lib/engine/model/examine-models'
import { readModelsFile } from '@/lib/engine/model/models-file'
import { readModels } from '@/lib/health/read-models'
import { fetchModel } from '@/lib/models/fetch-model'
import { useMedia } from '../support/media'
import { type HubAnswer, type ModelHub, startModelHub } from '../support/model-hub'
import { redDeclaration, redModel } from '../support/models'

const media = useMedia()
const at = '/owner/red/resolve/v1.0/onnx/model.onnx'
const sha256 = createHash('sha256').update(redModel).digest('hex')

let hub: ModelHub
beforeEach(async () => {
  hub = await startModelHub()
})
afterEach(() => hub.close())

const named = (more: object = {}) => {
  const { file: _, ...declaration } = redDeclaration
  return { ...declaration, sha256, hub: 'owner/red', revision: 'v1.0', path: 'onnx/model.onnx', ...more }
}

async function declared() {
  const file = path.join(await media.newFolder(), 'models.json')
  await writeFile(file, JSON.stringify({ models: [named()] }))
  const [model] = await readModelsFile(file)
  return { file, model: { ...model!, hub: model!.hub! } }
}

async function refusal(answer: HubAnswer, options: object = {}): Promise<string> {
  const { model } = await declared()
  hub.answers[at] = answer
  const said = await fetchModel(model, { endpoint: hub.url, ...options }).catch((error: Error) => error.message)
  // Nothing is left behind, whole or half.
  expect(await readdir(path.dirname(model.file))).toEqual([])
  return String(said)
}

test('a model of a hub is not there, and said so; it is fetched, checked, used, and not asked for again', async () => {
  const { file, model } = await declared()
  const [before] = await examineModels(file)
  expect(before).toMatchObject({ usable: false })
  expect(before?.says.join('\n')).toContain('owner/red, onnx/model.onnx at v1.0')
  expect(before?.says.at(-1)).toBe('It is not fetched yet: run npm run docket -- models fetch.')
  expect(await readModels(file)).toEqual({
    usable: false,
    says: 'red: It is not fetched yet: run npm run docket -- models fetch.',
  })

  hub.answers[at] = { redirect: '/storage/one' }
  hub.answers['/storage/one'] = { redirect: `${hub.url}/storage/two?signed=1` }
  hub.answers['/storage/two?signed=1'] = redModel
  expect(await fetchModel(model, { endpoint: `${hub.url}/` })).toBe(true)
  expect(model.file).toBe(path.join(path.dirname(file), 'fetched-models', `${sha256}.onnx`))
  expect((await readFile(model.file)).equals(redModel)).toBe(true)
  expect(await readdir(path.dirname(model.file))).toEqual([path.basename(model.file)])
  expect((await examineModels(file))[0]).toMatchObject({ usable: true })
  expect(await readModels(file)).toMatchObject({ usable: true })

  const asked = hub.asked.length
  expect(await fetchModel(model, { endpoint: hub.url })).toBe(false)
  expect(hub.asked.length).toBe(asked)
  await writeFile(model.file, 'damaged on the disk')
  expect(await fetchModel(model, { endpoint: hub.url })).toBe(true)
})

test.each<[string, HubAnswer, RegExp]>([
  [
    'another file',
    Buffer.from('not the model'),
    /is not the one declared: SHA-256 is [0-9a-f]{64}, not .*It was not kept/,
  ],
  ['nothing there', { status: 404 }, /has no file onnx\/model\.onnx in owner\/red at revision v1\.0 \(404\)/],
  ['a gate', { status: 401 }, /does not give owner\/red to everybody \(401\).*name it with “file”/],
  ['terms', { status: 403 }, /\(403\).*terms/],
  ['a fault', { status: 500 }, /answered 500/],
  ['a ring of redirects', { redirect: at }, /redirects more than 5 times/],
  ['a redirect to a file', { redirect: 'file:///etc/passwd' }, /not HTTPS/],
  ['a size beyond the cap', { length: 256_000_001 }, /more than 256 MB/],
  ['a body that never ends', 'endless', /more than 256 MB/],
  ['a connection that breaks', 'cut', /cannot be reached, or broke off/],
])('refuses %s and keeps nothing', async (_, answer, says) => {
  expect(await refusal(answer)).toMatch(says)
})

test('a hub that falls silent is given up', async () => {
  expect(await refusal('hang', { silenceMs: 100 })).toMatch(/^127\.0\.0\.1:\d+ fell silent/)
})

test('without a network it says so', async () => {
  const { url } = hub
  await hub.close()
  const { model } = await declared()
  await expect(fetchModel(model, { endpoint: url })).rejects.toThrow(
    /^127\.0\.0\.1:\d+ cannot be reached.*ECONNREFUSED/,
  )
  hub = await startModelHub()
})

test.each<[string, object]>([
  ['neither', { hub: undefined, revision: undefined, path: undefined }],
  ['both', { file: 'red.onnx' }],
  ['no revision', { revision: undefined }],
  ['no path', { path: undefined }],
  ['a hub without an owner', { hub: 'red' }],
  ['a path out of its folder', { path: '../../secret.onnx' }],
  ['a revision with a slash', { revision: 'a/../b' }],
  ['a path that is no model', { path: 'pytorch_model.bin' }],
])('a declaration with %s is refused', async (_, more) => {
  const file = await media.file('models.json', JSON.stringify({ models: [named(more)] }))
  await expect(readModelsFile(file)).rejects.toThrow(/The models file cannot be used/)
})
