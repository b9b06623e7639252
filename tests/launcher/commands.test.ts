import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { healthParts } from '@/lib/health/health-part'
import { freePort, leaveNothing, makeDataFolder, ownSettings, start } from '../support/launcher'

const folder = makeDataFolder()
afterAll(leaveNothing)

function docket(words: string[], more: { input?: string; settings?: Record<string, string> } = {}) {
  const ran = spawnSync('npm', ['run', '--silent', 'docket', '--', ...words], {
    encoding: 'utf8',
    input: more.input ?? '',
    env: { ...process.env, ...ownSettings, DATA_DIR: folder, ...more.settings },
  })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

const setup = ['setup', '--team', 'News desk', '--email', 'ada@example.test']

test('what is not understood prints the usage and exits with 2, before anything is made', () => {
  for (const words of [
    [],
    ['fly'],
    ['setup', '--team', 'x'],
    [...setup, '--colour', 'red'],
    setup,
    ['key', 'create'],
  ]) {
    const { code, out, err } = docket(words)
    expect(code, words.join(' ')).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('Usage: npm run docket')
  }
  expect(fs.existsSync(folder)).toBe(false)
})

test('doctor works without a database that answers: it says so, and what it can tell all the same', async () => {
  const folderOfNobody = makeDataFolder()
  const settings = {
    DATA_DIR: folderOfNobody,
    PORT: String(await freePort()),
    DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/docket',
  }
  const { code, out } = docket(['doctor'], { settings })
  expect(code).toBe(1)
  expect(out).toContain('No database server answers at 127.0.0.1:1 (ECONNREFUSED).')
  expect(out).toMatch(/database\s+down\s+The database does not answer/)
  expect(out).toMatch(/web\s+down\s+The pages do not answer/)
  expect(out).toMatch(/disk\s+up\s/)
  expect(out).not.toContain('secret')
  const told = JSON.parse(docket(['doctor', '--json'], { settings }).out)
  expect(told).toMatchObject({ state: 'down', why: expect.stringContaining('No database server answers') })
})

test('setup works without a running Docket, twice, and leaves no process', () => {
  const first = docket(setup, { input: 'correct horse battery\n' })
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('is made')
  const second = docket(setup, { settings: { DOCKET_PASSWORD: 'correct horse battery' } })
  expect(second).toMatchObject({ code: 0, err: '' })
  expect(second.out).toContain('nothing was changed')
  expect(fs.existsSync(path.join(folder, 'postgres/postmaster.pid'))).toBe(false)
  expect(fs.existsSync(path.join(folder, 'docket.lock'))).toBe(false)
  const refused = docket(['setup', '--team', 'Other', '--email', 'no address', '--password', 'short'])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/email: .*password: at least 12 characters/)
})

test('beside a running Docket: its database is used, and a new key works at once', async () => {
  const running = start(folder, await freePort())
  await running.ready()
  expect(running.printed()).not.toContain('/setup?token=')
  const settings = { PORT: String(running.port) }
  const made = docket(['key', 'create', '--team', 'news DESK', '--name', 'Test'], { settings })
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(made.out).toMatch(/^\S+\n$/)
  const key = made.out.trim()
  const ask = (token: string) =>
    fetch(`http://127.0.0.1:${running.port}/api/v2/detect/${'0'.repeat(32)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
  expect((await ask(key)).status).toBe(404)
  expect((await ask(`${key}x`)).status).toBe(401)

  const member = ['member', 'add', '--team', 'News desk', '--email', 'mo@example.test', '--name', 'Mo']
  const added = docket([...member, '--role', 'moderator', '--password', 'correct horse battery'], { settings })
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(docket([...member, '--role', 'boss', '--password', 'correct horse battery']).code).toBe(2)
  const nowhere = docket(['key', 'create', '--team', 'Nobody', '--name', 'Test'])
  expect(nowhere).toMatchObject({ code: 1, out: '' })
  expect(nowhere.err).toContain('There is no team named “Nobody”')

  const doctor = docket(['doctor'], { settings })
  expect(doctor.code).toBe(0)
  expect(doctor.out).toMatch(/worker\s+up\s+One worker runs/)
  expect(doctor.out).toMatch(/web\s+up\s+The pages answer at http:\/\/127\.0\.0\.1:/)
  // The pages of another port are not there: that is down, whatever else works.
  const elsewhere = docket(['doctor', '--json'], { settings: { PORT: String(await freePort()) } })
  expect(elsewhere.code).toBe(1)
  const { state, parts } = JSON.parse(elsewhere.out)
  expect(state).toBe('down')
  expect(parts).toContainEqual(expect.objectContaining({ part: 'web', state: 'down' }))
  expect(parts).toContainEqual(expect.objectContaining({ part: 'database', state: 'up' }))
  // What Health shows; models are a part where some are configured.
  const shown = ['web', ...healthParts.filter((part) => part !== 'models')]
  expect(parts.map(({ part }: { part: string }) => part)).toEqual(shown)
  expect(docket(['doctor', '--only', 'worker'], { settings: { PORT: String(await freePort()) } }).code).toBe(0)
  expect((await fetch(`http://127.0.0.1:${running.port}/api/health`)).status).toBe(200)
})
