import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Docket, docketAt, makeKey, makeTeam, pauseWorker, startDocket, stopDocket } from '../south/docket'
import { type OwnServer, startDebianPostgres } from '../support/debian-postgres'
import { freePort } from '../support/launcher'
import { boundary, multipartBody } from '../support/multipart'
import { plant, team } from './desk'
import { apiOf, removeFolder, until } from './hand-in'
import type { Needle } from './places'

/* Docket on a database server of one's own, and what a real pg_dump takes out of it. */

const base = path.resolve('.tmp', `canary-own-${process.pid}`)
let server: OwnServer
let docket: Docket
let sql: postgres.Sql

beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  server = await startDebianPostgres()
  docket = docketAt(path.join(base, 'data'), await freePort(), { DATABASE_URL: server.url })
  sql = postgres(server.url, { max: 1, onnotice: () => {} })
  await startDocket(docket)
  await makeTeam(docket, team)
})
afterAll(async () => {
  await sql?.end()
  if (docket) await stopDocket(docket)
  server?.stop()
  removeFolder(base)
})

const heldBy = (dump: Buffer, needles: Needle[]) =>
  needles.filter(({ spellings }) => spellings.some((spelling) => dump.includes(spelling))).map(({ name }) => name)

test('a dump holds what is kept; of what must not be kept neither words nor keys, before the purge and after', async () => {
  const kept: Needle[] = []
  const gone: Needle[] = []
  const keptFile = await plant('kept', kept)
  const goneFile = await plant('gone', gone)
  const key = await makeKey(docket, team, 'tests')
  const goOn = pauseWorker(docket)
  await apiOf(docket, key).upload(goneFile)
  const { status } = await fetch(`${docket.url}/api/v2/detect`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: new Uint8Array(multipartBody([{ name: 'file', ...keptFile }])),
  })
  expect(status).toBe(200)
  const [caseKey] = await sql<{ key: Buffer }[]>`select key from case_keys`
  const hex = caseKey?.key.toString('hex') ?? 'there is no key'
  const asDocumented = await server.dump('--no-unlogged-table-data')
  expect(heldBy(asDocumented, kept)).toEqual(['kept word'])
  expect(heldBy(asDocumented, gone)).toEqual([])
  expect(asDocumented.includes(hex)).toBe(false)
  // What docs/retention.md warns of: without the option the keys are in it.
  expect((await server.dump()).includes(hex)).toBe(true)
  goOn()
  await until(
    () => sql`select state, retention from cases order by number`,
    (all) => all.length === 2 && all[0]?.retention === 'purged' && all[1]?.state === 'waiting',
    90,
  )
  const after = await server.dump()
  expect(heldBy(after, kept)).toEqual(['kept word'])
  expect(heldBy(after, gone)).toEqual([])
  expect(after.includes(hex)).toBe(false)
})
