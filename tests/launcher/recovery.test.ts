import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { endAll, freePort, leaveNothing, makeDataFolder, runs, start } from '../support/launcher'

const folder = makeDataFolder()
afterEach(endAll)
afterAll(leaveNothing)

async function notes(): Promise<string[]> {
  const sql = postgres((await findEmbeddedPostgres(folder)) ?? '', { max: 1, onnotice: () => {} })
  const rows = await sql<{ note: string }[]>`select note from kept_lines order by note`
  await sql.end()
  return rows.map((row) => row.note)
}

async function note(text: string): Promise<void> {
  const sql = postgres((await findEmbeddedPostgres(folder)) ?? '', { max: 1, onnotice: () => {} })
  await sql`create table if not exists kept_lines (note text)`
  await sql`insert into kept_lines values (${text})`
  await sql.end()
}

test('a launcher killed alone takes web and worker with it; the next takes the database over', async () => {
  const docket = start(folder, await freePort())
  await docket.ready()
  await note('first')
  const ids = docket.childIds()
  process.kill(ids.launcher, 'SIGKILL')
  await docket.ended()
  await vi.waitFor(() => expect([ids.web, ids.worker].filter(runs)).toEqual([]), { timeout: 5000 })
  expect(runs(ids.postgres)).toBe(true)

  const next = start(folder, docket.port)
  await next.ready()
  expect(next.childIds().postgres).toBe(ids.postgres)
  expect(await notes()).toEqual(['first'])
  next.child.kill('SIGTERM')
  expect((await next.ended()).code).toBe(0)
  expect(runs(ids.postgres)).toBe(false)
})

test('a start after kill -9 of every process recovers, also when their numbers are other programs’ by now', async () => {
  const docket = start(folder, await freePort())
  await docket.ready()
  await note('second')
  const ids = docket.childIds()
  for (const pid of [docket.child.pid ?? 0, ids.launcher, ids.web, ids.worker, ids.postgres])
    process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(Object.values(ids).filter(runs)).toEqual([]), { timeout: 5000 })

  const pidFile = path.join(folder, 'postgres/postmaster.pid')
  const lock = path.join(folder, 'docket.lock')
  expect(fs.existsSync(pidFile) && fs.existsSync(lock)).toBe(true)
  // This very test's process is now "the postmaster" and "the launcher".
  fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)))
  fs.writeFileSync(lock, JSON.stringify({ ...JSON.parse(fs.readFileSync(lock, 'utf8')), pid: process.pid }))

  const next = start(folder, docket.port)
  await next.ready()
  expect(await notes()).toEqual(['first', 'second'])
})

test('an initdb that was interrupted leaves nothing behind', async () => {
  const fresh = makeDataFolder()
  fs.mkdirSync(path.join(fresh, 'postgres.making-123', 'base'), { recursive: true })
  const docket = start(fresh, await freePort())
  await docket.ready()
  expect(fs.readdirSync(fresh).filter((name) => name.includes('making'))).toEqual([])
})
