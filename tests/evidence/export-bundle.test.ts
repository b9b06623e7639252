import '../support/data-folder'
import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/cases/[number]/bundle/route'
import type { Member } from '@/lib/access/actor'
import { canonicalJson } from '@/lib/audit/canonical-json'
import { recordEvents } from '@/lib/audit/record'
import { recordLook } from '@/lib/audit/record-look'
import { decideCase } from '@/lib/cases/decide-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withTeam } from '@/lib/db/client'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DocketError } from '@/lib/errors'
import { Statement } from '@/lib/evidence/statement-schema'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import { mediaStore, type StoredFile } from '@/lib/media/store'
import type { Receipt } from '@/lib/retention/receipt'
import { redactResult } from '@/lib/retention/redact-result'
import { newCanary, tellingJpeg } from '../support/canary'
import { useTestDatabase } from '../support/database'
import { settle } from '../support/judging'
import { useMedia } from '../support/media'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, openTestCase } from '../support/rows'
import { unzip, writeFiles } from '../support/unzip'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
const { newFolder } = useMedia()
const sha256 = (bytes: Buffer) => crypto.createHash('sha256').update(bytes).digest('hex')
let team: TestTeam
beforeAll(async () => {
  team = await makeTeam()
})
beforeEach(() => {
  signedIn = team.manager
})

/** A file that lies in the store, whose hash and size are what they are. */
async function store(bytes: Buffer): Promise<StoredFile> {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  await fs.writeFile(from, bytes)
  return keepFile(team.teamId, {
    path: from,
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'holiday.png',
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
    sealedWith: null,
  })
}

/** A case that was analysed, looked at, decided, undone and decided again, just now. */
async function openJustDecided(change: Parameters<typeof openTestCase>[1] = {}) {
  const bytes = crypto.randomBytes(2_000_000)
  const file = change.file ?? (await store(bytes))
  const opened = await openTestCase(team.moderator, { file, ...change })
  const { caseId, detectionId } = opened
  await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  await recordLook(team.moderator, { type: 'case.viewed', caseId })
  const first = await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'First thought.' })
  await undoDecision(team.moderator, { caseId, decisionId: first.decisionId })
  await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: 'Seven fingers.' })
  return { ...opened, bytes, file }
}

/** The same, when the decision cannot be taken back any more. */
async function openDecided(change?: Parameters<typeof openJustDecided>[0]) {
  const decided = await openJustDecided(change)
  await settle(db, decided.caseId)
  return decided
}

async function ask(number: number | string, fields: Record<string, string> = {}, origin = 'http://localhost:3000') {
  const request = new Request('http://localhost:3000/api/any', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin },
  })
  return POST(request, { params: Promise.resolve({ number: String(number) }) })
}

async function fetchBundle(number: number, fields: Record<string, string> = {}) {
  const answer = await ask(number, fields)
  expect(answer.status).toBe(200)
  const files = await unzip(Buffer.from(await answer.arrayBuffer()))
  const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null')
  return { answer, files, json }
}

/** What `node docket-verify.mjs .` says in a folder that holds these files and nothing else, and its exit code. */
async function verify(files: Map<string, Buffer>) {
  const folder = await newFolder()
  await writeFiles(folder, files)
  return promisify(execFile)(process.execPath, ['docket-verify.mjs', '.'], {
    cwd: folder,
    env: { NODE_ENV: 'test' },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, says: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), says: `${stdout}${stderr}` }),
  )
}

test('every file is what the manifest says, and the trail keeps the manifest’s hash', async () => {
  const { number, caseId } = await openDecided()
  const { answer, files, json } = await fetchBundle(number)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('content-disposition')).toContain(`case-${number}-evidence.zip`)
  const manifest = json('manifest.json')
  expect(manifest).toMatchObject({ format: 'docket-evidence', v: 1, number, case: caseId, media: 'left out' })
  expect(canonicalJson(manifest)).toBe(files.get('manifest.json')?.toString())
  const listed = manifest.files.map(({ path }: { path: string }) => path)
  expect([...files.keys()].sort()).toEqual([...listed, 'manifest.json'].sort())
  for (const one of manifest.files) {
    const bytes = files.get(one.path) ?? Buffer.alloc(0)
    expect([one.path, bytes.length, sha256(bytes)]).toEqual([one.path, one.size, one.sha256])
  }
  const [event] = await db.owner`select facts from audit_events where type = 'bundle.exported' and case_id = ${caseId}`
  expect(event?.facts.sha256).toBe(sha256(files.get('manifest.json') ?? Buffer.alloc(0)))
})

test('raw evidence has the counts and the cap its weight can be worked out from; rows from before have none', async () => {
  const card = { name: 'jpeg.ghost', positives: 143, hits: 44, negatives: 143, falseHits: 2 }
  const [piece] = analysis().evidence
  const { number, detectionId } = await openTestCase(team.admin)
  const evidence = [{ ...piece!, cap: 1.4, card }, piece!]
  const ended = { analysis: analysis({ evidence }), preview: null, maps: new Map() }
  await finishDetection(team.worker, { detectionId, ...ended })
  const { json } = await fetchBundle(number)
  expect(json(`detections/${detectionId}/evidence.json`)).toMatchObject([
    { cap: 1.4, card },
    { cap: null, card: null },
  ])
})

test('what is in it: case, raw results, all decisions and their statements, who looked', async () => {
  const { number, detectionId, file } = await openDecided()
  const { files, json } = await fetchBundle(number)
  expect(json('case.json')).toMatchObject({ number, title: 'photo.png', copies: [{ sha256: file.sha256 }] })
  expect(json(`detections/${detectionId}/detection.json`).banner).toMatch(/does not recognise modern AI content/)
  expect(json(`detections/${detectionId}/result.json`).verdict.label).toBe('Neutral/Uncertain')
  expect(json(`detections/${detectionId}/evidence.json`)).toMatchObject([
    { check: 'test.check', facts: { looked: true } },
  ])
  const decisions = json('decisions.json')
  expect(decisions).toMatchObject([
    { finding: 'authentic', reason: 'First thought.', takenBackAt: expect.any(String) },
    { finding: 'synthetic', reason: 'Seven fingers.', effectiveAt: expect.any(String), takenBackAt: null },
  ])
  for (const { id } of decisions) expect(Statement.parse(json(`statements/${id}.json`)).docket.decision).toBe(id)
  const [reviewer] = json('people.json').filter(({ id }: { id: string }) => id === team.moderator.memberId)
  expect(reviewer.name).toMatch(/^Reviewer [0-9a-f]{6}$/)
  expect(decisions[0].decidedBy).toBe(reviewer.name)
  expect(json('views.json')).toMatchObject([{ who: reviewer.name, event: 'case.viewed' }])
  expect(files.get('limits.txt')?.toString()).toContain('It does not show')
  // The next one shows that this one went out.
  const next = await fetchBundle(number)
  expect(next.json('views.json').map(({ event }: { event: string }) => event)).toEqual([
    'case.viewed',
    'bundle.exported',
  ])
})

test('while the decision can be taken back no evidence leaves, and nothing is written', async () => {
  const { number, caseId } = await openJustDecided()
  for (const fields of [{}, { media: 'on' }]) {
    const refused = await ask(number, fields)
    expect(refused.status).toBe(409)
    expect((await refused.json()).message).toMatch(/taken back for another \d+ second/)
  }
  expect(await db.owner`select 1 from audit_events where type = 'bundle.exported' and case_id = ${caseId}`).toEqual([])
  await settle(db, caseId)
  expect((await fetchBundle(number)).json('decisions.json')).toHaveLength(2)
})

test('a decision that was taken back holds nothing up', async () => {
  const { number, caseId, detectionId } = await openTestCase(team.moderator)
  await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  const { decisionId } = await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'First thought.' })
  expect((await ask(number)).status).toBe(409)
  await undoDecision(team.moderator, { caseId, decisionId })
  expect((await fetchBundle(number)).json('decisions.json')).toMatchObject([{ takenBackAt: expect.any(String) }])
})

test('nobody’s name or address is in it', async () => {
  const { number } = await openDecided()
  const { files } = await fetchBundle(number)
  const all = Buffer.concat([...files.values()]).toString('latin1')
  for (const { name, email } of [team.moderator, team.manager]) {
    expect(all).not.toContain(name)
    expect(all).not.toContain(email)
  }
  for (const bytes of files.values()) expect(bytes.toString('latin1')).not.toMatch(/forensic proof/i)
})

test('the media comes with it only where it is asked for, byte by byte', async () => {
  const { number, file, bytes } = await openDecided()
  const { files, json } = await fetchBundle(number, { media: 'on' })
  expect(json('manifest.json').media).toBe('included')
  expect(files.get(`media/original-${file.id}.png`)?.equals(bytes)).toBe(true)
})

test('media that is not what was kept breaks the bundle off', async () => {
  const { number, file } = await openDecided()
  const at = path.join(await newFolder(), 'other')
  await fs.writeFile(at, crypto.randomBytes(2_000_000))
  await mediaStore('disk').put(at, file.storeKey)
  const answer = await ask(number, { media: 'on' })
  await expect(answer.arrayBuffer()).rejects.toThrow(/bytes have changed/)
})

test('zero retention, deletion and a missing file keep the media in; the manifest says why', async () => {
  const kept = await openDecided()
  await db.owner`update cases set retention = 'due' where id = ${kept.caseId}`
  const due = await fetchBundle(kept.number, { media: 'on' })
  expect(due.json('manifest.json')).toMatchObject({ media: 'left out', mediaSays: expect.stringContaining('deleted') })
  await db.owner`update cases set zero_retention = true where id = ${kept.caseId}`
  const none = await fetchBundle(kept.number, { media: 'on' })
  expect(none.json('manifest.json').mediaSays).toContain('zero retention')
  expect([...none.files.keys()].filter((name) => name.startsWith('media/'))).toEqual([])
})

test('under zero retention nothing of the media or its name is in it, before the purge too', async () => {
  const canary = newCanary()
  const bytes = await tellingJpeg(canary)
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  await fs.writeFile(from, bytes)
  const file = await keepFile(team.teamId, {
    path: from,
    mediaType: 'image',
    contentType: 'image/jpeg',
    filename: `${canary}.jpg`,
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
    sealedWith: null,
  })
  const opened = await openTestCase(team.moderator, { file, title: `${canary}.jpg`, zeroRetention: true })
  const { preview: _preview, ...known } = analysis()
  const [piece] = known.evidence
  const telling = piece ? [{ ...piece, explain: `Made with ${canary}.`, facts: { program: canary } }] : []
  await finishDetection(team.worker, {
    detectionId: opened.detectionId,
    analysis: redactResult({ ...known, preview: null, evidence: telling }),
    preview: null,
    maps: new Map(),
  })
  const { caseId, number } = opened
  await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: 'Its credentials say so.' })
  await settle(db, caseId)
  const { files, json } = await fetchBundle(number, { media: 'on' })
  expect(json('manifest.json').mediaSays).toContain('zero retention')
  expect(json('case.json').copies).toMatchObject([{ sha256: null }])
  expect(json('decisions.json')).toMatchObject([{ finding: 'synthetic' }])
  for (const [name, content] of files)
    expect([name, content.toString('latin1').includes(canary)]).toEqual([name, false])
  for (const content of files.values()) expect(content.toString('latin1')).not.toContain(sha256(bytes))
})

test('a purged case brings its receipt, in the bytes that were hashed', async () => {
  const { number, caseId } = await openDecided()
  const receipt: Receipt = {
    v: 1,
    team: team.teamId,
    case: caseId,
    number,
    reason: 'manual',
    startedAt: '2026-11-23T00:00:00.000Z',
    completedAt: '2026-11-23T00:00:01.000Z',
    copies: [],
    survives: ['The verdict.'],
  }
  const hash = sha256(Buffer.from(canonicalJson(receipt)))
  const purged = { type: 'case.purged', caseId, because: 'manual', copies: 1, receipt: hash } as const
  await withTeam(team.teamId, (tx) => recordEvents(tx, team.worker, [purged]))
  await db.owner`insert into receipts (team_id, case_id, document, sha256)
    values (${team.teamId}, ${caseId}, ${db.owner.json(receipt as never)}, ${hash})`
  await db.owner`update cases set retention = 'purged', file_deleted_at = now() where id = ${caseId}`
  await db.owner`update media set deleted_at = now(), sha256 = '' where case_id = ${caseId}`
  const { files, json } = await fetchBundle(number, { media: 'on' })
  expect(sha256(files.get('receipt.json') ?? Buffer.alloc(0))).toBe(hash)
  expect(json('case.json')).toMatchObject({ retention: { state: 'purged' }, copies: [{ sha256: null }] })
  expect(json('manifest.json').media).toBe('left out')
  expect(await verify(files)).toMatchObject({ code: 0, says: expect.stringContaining('Verified.') })
})

test('entries that cannot be sealed yet are counted, not waited for without end', async () => {
  await db.owner.begin(async (open) => {
    // Whoever writes holds the sealing of all that came after them up.
    await open`select pg_current_xact_id()`
    const { number } = await openTestCase(team.moderator)
    const { files, json } = await fetchBundle(number)
    expect(json('manifest.json').unsealed).toBeGreaterThan(0)
    expect((await verify(files)).code).toBe(0)
  })
})

test('a case that nobody decided', async () => {
  const { number } = await openTestCase(team.moderator)
  const { files, json } = await fetchBundle(number)
  expect(json('decisions.json')).toEqual([])
  expect([...files.keys()].filter((name) => name.startsWith('statements/'))).toEqual([])
  expect(await verify(files)).toMatchObject({ code: 0, says: expect.stringContaining('Verified.') })
})

test('it verifies in an empty folder with plain Node, and no byte of it can be changed', async () => {
  const { number, file } = await openDecided()
  const { files } = await fetchBundle(number, { media: 'on' })
  expect(await verify(files)).toMatchObject({ code: 0, says: expect.stringContaining('Verified.') })
  const changes: [string, (bytes: Buffer) => Buffer][] = [
    ['decisions.json', (bytes) => Buffer.from(bytes.toString().replace('Seven', 'Eight'))],
    ['case.json', (bytes) => Buffer.from(bytes.toString().replace('decided', 'waiting'))],
    [`media/original-${file.id}.png`, flipLast],
    ['trail.jsonl', (bytes) => Buffer.from(bytes.toString().replace('Seven', 'Eight'))],
    ['limits.txt', flipLast],
  ]
  for (const [name, change] of changes) {
    const tampered = new Map(files).set(name, change(files.get(name) ?? Buffer.alloc(0)))
    const { code, says } = await verify(tampered)
    expect([name, code]).toEqual([name, 1])
    expect(says).toContain(name)
  }
  const missing = new Map(files)
  missing.delete('views.json')
  expect((await verify(missing)).says).toContain('views.json')
  const added = new Map(files).set('extra.json', Buffer.from('{}'))
  expect((await verify(added)).says).toContain('nothing is known of it: extra.json')
})

test('who changes the trail and the manifest alike is found by the trail’s own proofs', async () => {
  const { number } = await openDecided()
  const { files, json } = await fetchBundle(number)
  const trail = Buffer.from(
    (files.get('trail.jsonl') ?? '').toString().replaceAll('"finding":"synthetic"', '"finding":"authentic"'),
  )
  const manifest = json('manifest.json')
  for (const one of manifest.files) {
    if (one.path === 'trail.jsonl') Object.assign(one, { size: trail.length, sha256: sha256(trail) })
  }
  const tampered = new Map(files).set('trail.jsonl', trail).set('manifest.json', Buffer.from(canonicalJson(manifest)))
  const { code, says } = await verify(tampered)
  expect(code).toBe(1)
  expect(says).not.toMatch(/manifest/i)
})

test.each([
  ['finding', `finding = 'authentic'`, 'has another finding in the trail'],
  ['reason', `reason = 'Eight fingers.'`, 'has another reason in the trail'],
  ['withdrawal', `undone_at = now()`, 'was not taken back by the trail'],
  ['id', `id = gen_random_uuid()`, 'is in no entry of the trail'],
])('a %s that was changed in the database’s own tables does not fit the trail', async (_name, change, told) => {
  const { number, caseId } = await openDecided()
  // Statements are made from the trail, so a decision that is not in it has none to hand out.
  const { files, json } = await fetchBundle(number)
  const decision = json('decisions.json').find(({ takenBackAt }: { takenBackAt: string | null }) => !takenBackAt)
  expect(decision.reason).toBe('Seven fingers.')
  const [row] = await db.owner.unsafe(
    `update decisions set ${change} where case_id = '${caseId}' and id = '${decision.id}' returning *`,
  )
  const altered = { ...decision, ...row, takenBackAt: row!.undone_at?.toISOString() ?? null }
  const list = json('decisions.json').map((one: { id: string }) => (one.id === decision.id ? altered : one))
  const bytes = Buffer.from(JSON.stringify(list))
  const manifest = json('manifest.json')
  for (const one of manifest.files) {
    if (one.path === 'decisions.json') Object.assign(one, { size: bytes.length, sha256: sha256(bytes) })
  }
  const forged = new Map(files).set('decisions.json', bytes).set('manifest.json', Buffer.from(canonicalJson(manifest)))
  const { code, says } = await verify(forged)
  expect(says).toContain(`decisions.json is broken: the decision ${altered.id} ${told}.`)
  expect(code).toBe(1)
})

/** The files as they would be with another one in the place of `name`, and a manifest that fits. */
function withForged(files: Map<string, Buffer>, name: string, told: unknown): Map<string, Buffer> {
  const bytes = Buffer.from(JSON.stringify(told))
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  for (const one of manifest.files)
    if (one.path === name) Object.assign(one, { size: bytes.length, sha256: sha256(bytes) })
  return new Map(files).set(name, bytes).set('manifest.json', Buffer.from(canonicalJson(manifest)))
}

test('a statement that says other than the trail is named, whatever the manifest says', async () => {
  const { number } = await openDecided()
  const { files, json } = await fetchBundle(number)
  const { id } = json('decisions.json')[1]
  const name = `statements/${id}.json`
  const made = json(name)
  const { statement, docket, derived } = made
  const forgeries: [change: object, told: RegExp][] = [
    [{ docket: { ...docket, finding: 'authentic' } }, /another finding/],
    [{ docket: { ...docket, decided_at: '2020-01-01T00:00:00.000Z' } }, /another time/],
    [{ statement: { ...statement, application_date: '2020-01-01' } }, /another time/],
    [{ statement: { ...statement, decision_facts: 'It was fine.' } }, /another reason/],
    [{ statement: { ...statement, puid: 'docket-1' } }, /puid/],
    [{ docket: { ...docket, taken_back_at: docket.decided_at } }, /not taken back/],
    [{ docket: { ...docket, analyses: [] } }, /how far the decision was automated/],
    [{ docket: { ...docket, analyses: [{ ...docket.analyses[0], score: 0.1 }] } }, /an analysis/],
    [{ derived: [{ ...derived[0], events: [crypto.randomUUID()] }] }, /rests on an entry/],
    [{ docket: { ...docket, decision: crypto.randomUUID() } }, /another decision/],
  ]
  for (const [change, told] of forgeries) {
    const { code, says } = await verify(withForged(files, name, { ...made, ...change }))
    expect(says).toMatch(told)
    expect(says).toContain(`BROKEN: ${name} is broken`)
    expect(code).toBe(1)
  }
  expect((await verify(withForged(files, name, made))).code).toBe(0)
})

test('a look that was changed, added or left out of the view log is named', async () => {
  const { number } = await openDecided()
  await fetchBundle(number)
  const { files, json } = await fetchBundle(number)
  const views = json('views.json')
  expect(views).toHaveLength(2)
  const [first, second] = views
  for (const [told, says] of [
    [[second], /left out/],
    [[{ ...first, event: 'media.viewed' }, second], /not what the trail has/],
    [[{ ...first, at: second.at }, second], /not what the trail has/],
    [[first, first, second], /not what the trail has/],
    [[...views, { ...first, position: 0 }], /position 0 is not what/],
  ] as const) {
    const { code, says: said } = await verify(withForged(files, 'views.json', told))
    expect(said).toMatch(says)
    expect(code).toBe(1)
  }
})

test('nothing is vouched for where the trail was tampered with', async () => {
  const other = await makeTeam()
  signedIn = other.manager
  const { number, caseId } = await openTestCase(other.moderator)
  await fetchBundle(number)
  await db.owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update trail_checkpoints set root = sha256('x') where team_id = ${other.teamId}`
    await sql`delete from trail_heads where team_id = ${other.teamId}`
  })
  const answer = await ask(number)
  expect([answer.status, (await answer.json()).message]).toEqual([409, expect.stringContaining('Verify it')])
  const exported = await db.owner`select 1 from audit_events where type = 'bundle.exported' and case_id = ${caseId}`
  expect(exported).toHaveLength(1)
})

test('who may not, from elsewhere, signed out, another team’s, unknown', async () => {
  const { number, caseId } = await openDecided()
  signedIn = team.moderator
  expect((await ask(number)).status).toBe(403)
  signedIn = team.manager
  expect((await ask(number, {}, 'https://elsewhere.test')).status).toBe(403)
  expect((await ask('0')).status).toBe(404)
  expect((await ask(999_999)).status).toBe(404)
  signedIn = (await makeTeam()).manager
  expect((await ask(number)).status).toBe(404)
  signedIn = null
  expect((await ask(number)).status).toBe(401)
  expect(await db.owner`select 1 from audit_events where type = 'bundle.exported' and case_id = ${caseId}`).toEqual([])
})

function flipLast(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes)
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
  return changed
}
