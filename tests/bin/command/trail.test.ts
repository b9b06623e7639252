import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sealAll } from '@/lib/audit/seal-trail'
import { dataFolder } from '../../support/data-folder'
import { useTestDatabase } from '../../support/database'
import { makeTeam, type TestTeam } from '../../support/people'
import { patience, recordLooks, verifyAlone } from '../../support/trail'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
  await recordLooks(team.worker, 20)
  await sealAll(team.teamId, patience)
})

interface Ran {
  code: number
  out: string
}

/** The real command in a process of its own, on this file's database. */
function docket(...words: string[]): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: dataFolder, DATABASE_URL: db.ownerUrl }
  return new Promise((resolve) =>
    execFile(process.execPath, ['bin/docket.mjs', ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    ),
  )
}

test('trail verify says what it checked, and ends with 0', { timeout: 60_000 }, async () => {
  const { code, out } = await docket('trail', 'verify', '--team', team.name)
  expect(out).toMatch(new RegExp(`Team ${team.teamId}: entries \\d+, checkpoints 1, values beside them 0`))
  expect(out).toContain(`Key: docket/${team.teamId}+`)
  expect(out).toContain('Verified: nothing is wrong.')
  expect(code).toBe(0)
})

test('trail export writes a file that the verifier takes', { timeout: 60_000 }, async () => {
  const file = path.join(dataFolder, 'out.jsonl')
  const { code, out } = await docket('trail', 'export', '--team', team.name, '--file', file)
  expect(out).toContain('Check it anywhere')
  expect(code).toBe(0)
  const text = fs.readFileSync(file, 'utf8')
  expect(await verifyAlone({ 'trail.jsonl': text })).toMatchObject({
    code: 0,
    says: expect.stringContaining('Verified.'),
  })
  // It is an event itself, and the last one in the file.
  expect(text).toContain('"type":"trail.exported"')
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
})

test('trail verify names what is wrong in every team, and ends with 1', { timeout: 60_000 }, async () => {
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`update audit_events set channel = 'cli' where team_id = ${team.teamId} and id = (
    select event_id from sealed_events where team_id = ${team.teamId} and position = 7)`
  const { code, out } = await docket('trail', 'verify')
  expect(out).toContain('entry_changed: Entry 7 (case.viewed) is not what was sealed: it was changed.')
  expect(out).toContain('Problems: 1.')
  expect(code).toBe(1)
})

test('unknown teams and missing options are said', { timeout: 60_000 }, async () => {
  expect(await docket('trail', 'verify', '--team', 'Nobody')).toMatchObject({ code: 1 })
  expect(await docket('trail', 'export', '--team', team.name)).toMatchObject({
    code: 2,
    out: expect.stringContaining('--file is missing.'),
  })
  expect(await docket('trail', 'burn')).toMatchObject({ code: 2 })
})
