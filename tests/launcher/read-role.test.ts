import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ensureAuthSecret } from '../../bin/launcher/data-folder'
import { readRole } from '../../bin/launcher/read-role'
import { freePort, leaveNothing, makeDataFolder, start } from '../support/launcher'

afterAll(leaveNothing)

const shared = { DATABASE_URL: 'postgres://owner@db/docket' }

test('everything, or the pages or the worker alone on a database that is shared', () => {
  expect(readRole([], { DATABASE_URL: undefined })).toBe('all')
  expect(readRole(['--only', 'web'], shared)).toBe('web')
  expect(readRole(['--only=worker'], shared)).toBe('worker')
  expect(() => readRole(['--only', 'both'], shared)).toThrow(/--only takes web or worker/)
  expect(() => readRole(['--quick'], shared)).toThrow(/npm start takes --only web or --only worker/)
  expect(() => readRole(['--only', 'web'], { DATABASE_URL: undefined })).toThrow(/set DATABASE_URL/)
})

test('npm start -- --only web without a shared database says what to set, and starts nothing', async () => {
  const folder = makeDataFolder()
  const { code, printed } = await start(folder, await freePort(), {}, ['--only', 'web']).ended()
  expect(code).toBe(1)
  expect(printed).toMatch(/needs a database that all processes share: set DATABASE_URL/)
  expect(fs.existsSync(path.join(folder, 'postgres'))).toBe(false)
})

test('replicas that make the secret at once on one folder end with the same', async () => {
  const folder = makeDataFolder()
  fs.mkdirSync(folder, { recursive: true })
  const first = ensureAuthSecret(folder, undefined)
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect(ensureAuthSecret(folder, undefined)).toBe(first)
  expect(fs.readdirSync(folder)).toEqual(['auth.secret'])
  fs.writeFileSync(path.join(folder, 'auth.secret'), 'cut')
  const mended = ensureAuthSecret(folder, undefined)
  expect(mended).not.toBe('cut')
  expect(ensureAuthSecret(folder, undefined)).toBe(mended)
})
