import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { freePort, leaveNothing, makeDataFolder, start } from '../support/launcher'

afterEach(leaveNothing)

async function refusal(folder: string, settings: Record<string, string> = {}): Promise<string> {
  const { code, printed } = await start(folder, await freePort(), settings).ended()
  expect(code, printed).toBe(1)
  expect(printed, 'a sentence, not a trace').not.toMatch(/^\s+at /m)
  expect(printed.trim().split('\n').length).toBeLessThanOrEqual(3)
  return printed
}

test('a half-made database folder', async () => {
  const folder = makeDataFolder()
  fs.mkdirSync(path.join(folder, 'postgres/base'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'postgres/PG_VERSION'), '18\n')
  expect(await refusal(folder)).toMatch(/holds no whole database.*move it away/)
})

test('a database of another Postgres', async () => {
  const folder = makeDataFolder()
  fs.mkdirSync(path.join(folder, 'postgres/global'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'postgres/PG_VERSION'), '15\n')
  fs.writeFileSync(path.join(folder, 'postgres/global/pg_control'), '')
  expect(await refusal(folder)).toMatch(/made by Postgres 15/)
})

test('a data folder that is a file', async () => {
  const folder = makeDataFolder()
  fs.writeFileSync(folder, '')
  expect(await refusal(folder)).toMatch(/is a file/)
})

test('a wrong DATABASE_URL', async () => {
  const folder = makeDataFolder()
  const dead = await freePort()
  expect(await refusal(folder, { DATABASE_URL: `postgres://a:b@127.0.0.1:${dead}/c` })).toMatch(
    new RegExp(`No database server answers at 127.0.0.1:${dead}`),
  )
  expect(await refusal(folder, { DATABASE_URL: 'not a url' })).toMatch(/DATABASE_URL is no address/)
  expect(await refusal(folder, { DATABASE_URL: 'mysql://localhost/x' })).toMatch(/must start with postgres:\/\//)
})

test('settings that cannot be used', async () => {
  expect(await refusal(makeDataFolder(), { AUTH_SECRET: 'short' })).toMatch(/AUTH_SECRET: at least 32 characters/)
  expect(await refusal(makeDataFolder(), { PORT: '99999' })).toMatch(/PORT/)
})

test.runIf(process.getuid?.() === 0)('a disk with next to no space left', async () => {
  const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'tmpfs', disk]).status === 0
  try {
    // Where nothing may be mounted there is no small disk to try.
    if (mounted) expect(await refusal(path.join(disk, 'data'))).toMatch(/Only \d+ MB are free .*needs 200 MB/)
  } finally {
    if (mounted) spawnSync('umount', [disk])
    fs.rmSync(disk, { recursive: true, force: true })
  }
})

test('an old Node and missing packages are said before anything else runs', () => {
  const bare = fs.mkdtempSync(path.join(os.tmpdir(), 'docket bare '))
  fs.cpSync('bin', path.join(bare, 'bin'), { recursive: true })
  const missing = spawnSync(process.execPath, ['bin/start.mjs'], { cwd: bare, encoding: 'utf8' })
  expect(missing.status).toBe(1)
  expect(missing.stderr).toMatch(/not installed.*npm ci/)
  const program = `Object.defineProperty(process.versions, 'node', { value: '20.11.0' })
    await import(${JSON.stringify(path.join(bare, 'bin/start.mjs'))})`
  const old = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(old.status).toBe(1)
  expect(old.stderr).toMatch(/needs Node 22.12 or newer, and this is 20.11.0/)
  fs.rmSync(bare, { recursive: true, force: true })
})
