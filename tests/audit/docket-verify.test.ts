import crypto from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { exportTrail } from '@/lib/audit/export-trail'
import { signingKey } from '@/lib/audit/signing-key'
import { SealRefused } from '@/lib/audit/trail-head'
import { trailName, verifierKey } from '@/lib/audit/trail-key'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { asFile, decision, exportLines, growTrail, recordAll, verifyAlone } from '../support/trail'

const db = useTestDatabase()
const caseId = crypto.randomUUID()
let team: TestTeam
let lines: string[]
let some: string[]
let key: string
let notes: string

beforeAll(async () => {
  team = await makeTeam()
  await growTrail(team.worker, 3, 300, 1)
  await recordAll(team.moderator, [decision('It has “six” fingers — und Umlaute äöü 🖐', caseId)])
  await growTrail(team.worker, 5)
  lines = await exportLines(team.teamId)
  some = await exportLines(team.teamId, eq(auditEvents.caseId, caseId))
  key = verifierKey(trailName(team.teamId), signingKey().publicKey)
  const rows = await db.owner`select note from trail_checkpoints where team_id = ${team.teamId} order by size`
  notes = rows.map(({ note }) => `${note}\n`).join('')
})

const verify = (text: string[], ...more: string[]) => verifyAlone({ 'trail.jsonl': asFile(text) }, ...more)
const at = (position: number) => lines.findIndex((line) => line.startsWith(`{"position":${position},`))
const changed = (index: number, change: (line: string) => string) => lines.with(index, change(lines[index]!))

test('a genuine export verifies where there is no Docket', async () => {
  const { code, says } = await verify(lines)
  expect(says).toMatch(
    /\d{3} entries: all from the first, each unchanged and in its place\.\n4 checkpoints: signed, each/,
  )
  expect(says).toContain('1 value: as the entries committed to.')
  expect(says).toContain(`Key: the export’s own, ${key}.`)
  expect(says).toMatch(/Verified\.\n$/)
  expect(code).toBe(0)
})

test('it verifies against a key and checkpoints that were kept', async () => {
  const files = { 'trail.jsonl': asFile(lines), 'kept.txt': notes }
  const { code, says } = await verifyAlone(files, '--key', key, '--checkpoint', 'kept.txt')
  expect(says).toContain('4 checkpoints kept elsewhere: the same.\nKey: the one given.\nVerified.')
  expect(code).toBe(0)
  const raw = signingKey().publicKey.toString('base64')
  expect((await verify(lines, '--key', raw)).code).toBe(0)
})

test('a part verifies with its proofs, and says that it is a part', async () => {
  const files = { 'trail.jsonl': asFile(some), 'kept.txt': notes }
  const { code, says } = await verifyAlone(files, '--checkpoint', 'kept.txt')
  expect(says).toContain('1 entry of ')
  expect(says).toContain('That none was left out is not shown.')
  expect(says).toContain('3 checkpoints kept elsewhere: of other lengths')
  expect(code).toBe(0)
})

test('lines that another program wrote anew verify as well', async () => {
  const anew = lines.map((line) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())))
  expect(anew[1]).not.toBe(lines[1])
  expect((await verify(anew)).says).toContain('Verified.')
})

test('names the entry that was changed', async () => {
  const { code, says } = await verify(changed(at(7), (line) => line.replace('case.viewed', 'case.opened')))
  expect(says).toBe(
    'BROKEN: Entry 7 is broken: its bytes do not have the hash that stands beside it. It was changed.\n',
  )
  expect(code).toBe(1)
})

test('a changed entry with the hash to match is found by the next checkpoint', async () => {
  const forged = changed(at(7), (line) => {
    const text = line.slice(line.indexOf('"entry":') + 8, -1).replace('case.viewed', 'case.opened')
    const leaf = crypto.createHash('sha256').update(`\0${text}`).digest('hex')
    return `{"position":7,"leaf":"${leaf}","entry":${text}}`
  })
  const { code, says } = await verify(forged)
  expect(says).toMatch(
    /^BROKEN: One of the entries \d+ to \d+ is broken: the checkpoint of \d+ entries was signed over others/,
  )
  expect(code).toBe(1)
})

test.each<[string, (given: string[]) => string[], RegExp]>([
  ['removed', (all) => all.toSpliced(at(9), 1), /Entry 9 is broken: entry 10 stands in its place/],
  ['repeated', (all) => all.toSpliced(at(9), 0, all[at(9)]!), /Entry 10 is broken: entry 9 stands in its place/],
  ['swapped', (all) => all.with(at(9), all[at(10)]!).with(at(10), all[at(9)]!), /Entry 9 is broken: entry 10 stands/],
  ['cut off', (all) => all.slice(0, -1), /should have \d+ entries, but ends after \d+ that are signed/],
  ['without the middle', (all) => all.slice(0, 20), /ends after \d+ that are signed: its end was cut off/],
  ['cut within a line', (all) => [...all.slice(0, -1), all.at(-1)!.slice(0, -9)], /Line \d+ is no JSON/],
  ['half an entry', (all) => all.slice(0, at(12)).concat(all[at(12)]!.slice(0, 200)), /Line \d+ is no JSON/],
  [
    'without a checkpoint',
    (all) => all.toSpliced(firstNote(all), 1),
    /was not signed after that of 0: one was taken out/,
  ],
  [
    'checkpoint moved',
    (all) => all.toSpliced(firstNote(all) + 5, 0, ...all.splice(firstNote(all), 1)),
    /stand before it/,
  ],
  ['of an unknown form', (all) => all.with(3, '{"hello":1}'), /Line 4 is neither an entry nor a checkpoint/],
  [
    'missing event',
    (all) => all.with(at(4), all[at(4)]!.replace(/"entry":.*$/, '"entry":null}')),
    /Entry 4 is missing/,
  ],
])('an export %s is broken', async (_name, break_, told) => {
  const { code, says } = await verify(break_([...lines]))
  expect(says).toMatch(told)
  expect(code).toBe(1)
})

const firstNote = (all: string[]) => all.findIndex((line) => line.startsWith('{"checkpoint"'))

test('a shown value that is not what was committed to', async () => {
  const index = lines.findIndex((line) => line.includes('"openings"'))
  const { code, says } = await verify(changed(index, (line) => line.replace('six', 'five')))
  expect(says).toMatch(/The reason shown with entry \d+ is not what the entry holds a commitment to/)
  expect(code).toBe(1)
})

test('a header that makes the end disappear shows against a kept checkpoint only', async () => {
  const short = lines.slice(0, firstNote(lines) + 1)
  const size = JSON.parse(lines[firstNote(lines) - 1]!).position + 1
  short[0] = JSON.stringify({ ...JSON.parse(lines[0]!), size })
  expect((await verify(short)).code).toBe(0)
  const files = { 'trail.jsonl': asFile(short), 'kept.txt': notes }
  const { code, says } = await verifyAlone(files, '--checkpoint', 'kept.txt')
  expect(says).toMatch(/A checkpoint kept elsewhere is over \d+ entries, but the export ends after \d+/)
  expect(code).toBe(1)
})

test('a trail that was made up anew shows against the known key and against kept checkpoints', async () => {
  const other = await makeTeam()
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519')
  const { signCheckpoint } = await import('@/lib/audit/checkpoint')
  const { rawPublicKey } = await import('@/lib/audit/trail-key')
  const raw = rawPublicKey(publicKey)
  const leaf = crypto.createHash('sha256')
  const { entryText } = await import('@/lib/audit/entry')
  const text = entryText({
    uid: crypto.randomUUID(),
    teamId: other.teamId,
    type: 'team.created',
    at: new Date(),
    actorKind: 'operator',
    actorId: null,
    channel: 'cli',
    caseId: null,
    facts: {},
  })
  const root = leaf.update(`\0${text}`).digest()
  const note = signCheckpoint(
    { teamId: other.teamId, size: 1, root, previous: '0'.repeat(64) },
    { privateKey, publicKey: raw },
  )
  const header = {
    format: 'docket-trail',
    v: 1,
    team: other.teamId,
    scope: 'all',
    size: 1,
    publicKey: raw.toString('base64'),
  }
  const forged = [
    JSON.stringify(header),
    `{"position":0,"leaf":"${root.toString('hex')}","entry":${text}}`,
    JSON.stringify({ checkpoint: note }),
  ]
  expect((await verify(forged)).code).toBe(0)
  const pinned = await verify(forged, '--key', signingKey().publicKey.toString('base64'))
  expect(pinned).toMatchObject({ code: 1, says: expect.stringContaining('was signed by another key') })
  const named = await verify(forged, '--key', key)
  expect(named).toMatchObject({ code: 1, says: expect.stringContaining('this is the trail of docket/') })
})

test('a changed checkpoint, and one with another signature', async () => {
  const index = firstNote(lines)
  const size = await verify(changed(index, (line) => line.replace(/\\n\d+\\n/, '\\n2\\n')))
  expect(size).toMatchObject({ code: 1, says: expect.stringMatching(/has a wrong signature/) })
  const bare = await verify(changed(index, (line) => line.replace(/\\n— [^"]*/, '\\n')))
  expect(bare).toMatchObject({ code: 1, says: expect.stringMatching(/is no checkpoint/) })
})

test('parts with a wrong proof, a changed entry, another order or a proof of another place are broken', async () => {
  const many = await exportLines(team.teamId, eq(auditEvents.type, 'case.viewed'))
  expect((await verify(many)).code).toBe(0)
  const flip = (text: string) =>
    text.replace(/"proof":\["(.)/, (_all, digit) => `"proof":["${digit === '0' ? '1' : '0'}`)
  expect((await verify(many.with(5, flip(many[5]!)))).says).toMatch(/Entry \d+ is broken: its proof does not lead/)
  const shifted = many[5]!.replace(/"position":(\d+)/, (_all, number) => `"position":${Number(number) + 0.5}`)
  expect((await verify(many.with(5, shifted))).code).toBe(1)
  const swapped = many.with(5, many[6]!).with(6, many[5]!)
  expect((await verify(swapped)).says).toMatch(/Entry \d+ is broken: it stands after entry \d+/)
  expect((await verify(many.toSpliced(1, 1))).says).toMatch(/The checkpoint is missing/)
  const another = many.with(5, many[5]!.replace('case.viewed', 'case.opened'))
  expect((await verify(another)).says).toMatch(/Entry \d+ is broken: its bytes/)
})

test('says what it cannot check', async () => {
  expect(await verifyAlone({ 'a.txt': 'hello\n' })).toMatchObject({ code: 1, says: expect.stringContaining('no JSON') })
  expect(await verifyAlone({ 'a.txt': '{}\n' })).toMatchObject({
    code: 2,
    says: expect.stringContaining('is no export'),
  })
  expect(await verifyAlone({ 'a.txt': '' })).toMatchObject({ code: 2 })
  expect(await verifyAlone({}, 'missing.jsonl')).toMatchObject({ code: 2 })
  expect(await verify(lines, '--key', 'nonsense')).toMatchObject({
    code: 2,
    says: expect.stringContaining('no Ed25519'),
  })
  const newer = changed(0, (line) => line.replace('"v":1', '"v":2'))
  expect(await verify(newer)).toMatchObject({ code: 2, says: expect.stringContaining('Take a newer one') })
})

test('the verifier needs nothing but Node', async () => {
  const fs = await import('node:fs')
  const text = fs.readFileSync('bin/docket-verify.mjs', 'utf8')
  const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from)
  expect(imports.every((from) => from!.startsWith('node:'))).toBe(true)
})

test('a trail that was tampered with in the database can be exported, and the verifier names the entry', async () => {
  const broken = await makeTeam()
  await growTrail(broken.worker, 20)
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`alter table sealed_events disable trigger user`
  const entry = (position: number) => db.owner`
    select event_id from sealed_events where team_id = ${broken.teamId} and position = ${position}`
  await db.owner`update audit_events set channel = 'cli' where team_id = ${broken.teamId} and id = (${entry(15)})`
  expect(await verify(await exportLines(broken.teamId))).toMatchObject({
    code: 1,
    says: expect.stringContaining('Entry 15 is broken: its bytes'),
  })
  await db.owner`delete from audit_events where team_id = ${broken.teamId} and id = (${entry(12)})`
  expect((await verify(await exportLines(broken.teamId))).says).toContain('Entry 12 is missing: its event was removed.')
  await db.owner`delete from sealed_events where team_id = ${broken.teamId} and position = 9`
  expect((await verify(await exportLines(broken.teamId))).says).toContain('Entry 9 is broken: entry 10 stands in its')
  const part = await exportLines(broken.teamId, eq(auditEvents.type, 'case.viewed'))
  expect((await verify(part)).says).toMatch(/Entry \d+ is broken: its proof does not lead/)
  await db.owner`delete from sealed_events where team_id = ${broken.teamId} and position > 5`
  expect((await verify(await exportLines(broken.teamId))).says).toMatch(/ends after \d+ that are signed/)
  await expect(async () => {
    for await (const _ of exportTrail(broken.teamId, { mustSeal: true }));
  }).rejects.toThrow(SealRefused)
})
