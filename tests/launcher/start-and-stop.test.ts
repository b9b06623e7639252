import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { freePort, leaveNothing, makeDataFolder, runs, start } from '../support/launcher'

const folder = makeDataFolder()
afterAll(leaveNothing)

const health = async (port: number) => fetch(`http://127.0.0.1:${port}/api/health`)
const linkIn = (printed: string) => /(http:\/\/localhost:\d+\/setup\?token=[\w-]{43})/.exec(printed)?.[1]

test('a first start prints the address and a set-up link; Ctrl-C stops everything quietly', async () => {
  const docket = start(folder, await freePort())
  await docket.ready()
  expect(docket.printed()).toContain(`http://localhost:${docket.port}`)
  const link = linkIn(docket.printed())
  expect(link).toBeDefined()
  expect((await fetch(link ?? '')).status).toBe(200)
  const answer = await health(docket.port)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'up', parts: { database: 'up', worker: 'up' } })
  for (const secret of ['auth.secret', 'postgres.secret']) {
    expect(fs.statSync(path.join(folder, secret)).mode & 0o777).toBe(0o600)
  }

  const ids = docket.childIds()
  expect(Object.values(ids).every((pid) => pid > 0 && runs(pid))).toBe(true)
  process.kill(-(docket.child.pid ?? 0), 'SIGINT')
  const { code, printed } = await docket.ended()
  expect(code).toBe(0)
  expect(printed).not.toMatch(/error|at .*:\d+:\d+/i)
  expect(Object.values(ids).filter(runs)).toEqual([])
  expect(fs.existsSync(path.join(folder, 'docket.lock'))).toBe(false)
})

test('a second start finds the data, offers a new link, and ends on SIGTERM to npm', async () => {
  const secret = fs.readFileSync(path.join(folder, 'auth.secret'), 'utf8')
  const docket = start(folder, await freePort())
  await docket.ready()
  expect(linkIn(docket.printed())).toBeDefined()
  expect(fs.readFileSync(path.join(folder, 'auth.secret'), 'utf8')).toBe(secret)
  const ids = docket.childIds()
  docket.child.kill('SIGTERM')
  expect((await docket.ended()).code).toBe(0)
  expect(Object.values(ids).filter(runs)).toEqual([])
})

test('two launchers on one data folder: the second says who has it', async () => {
  const port = await freePort()
  const first = start(folder, port)
  await first.ready()
  const second = start(folder, await freePort())
  const { code, printed } = await second.ended()
  expect(code).toBe(1)
  expect(printed).toContain(`process ${first.childIds().launcher}, http://localhost:${port}`)
  expect((await health(port)).status).toBe(200)

  // The same port with another folder: named, with the way out.
  const third = start(makeDataFolder(), port)
  const refused = await third.ended()
  expect(refused.code).toBe(1)
  expect(refused.printed).toMatch(new RegExp(`Port ${port} is taken .* PORT=${port + 1} npm start`))
})

test('a crashed worker and a killed database come back; health says so meanwhile', async () => {
  const docket = start(makeDataFolder(), await freePort())
  await docket.ready()
  const before = docket.childIds()
  process.kill(before.worker, 'SIGKILL')
  process.kill(before.postgres, 'SIGKILL')
  await vi.waitFor(async () => expect((await health(docket.port)).status).toBe(503), { timeout: 5000 })
  await vi.waitFor(
    async () => {
      expect((await health(docket.port)).status).toBe(200)
      const after = docket.childIds()
      expect(after.worker > 0 && after.worker !== before.worker).toBe(true)
      expect(after.postgres).not.toBe(before.postgres)
    },
    { timeout: 30_000, interval: 250 },
  )
  expect(docket.printed()).toContain('The worker stopped unexpectedly')
  expect(docket.printed()).toContain('The database stopped unexpectedly')
  await pause(100)
})
