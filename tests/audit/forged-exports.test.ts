import crypto from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { signCheckpoint } from '@/lib/audit/checkpoint'
import { signingKey } from '@/lib/audit/signing-key'
import { rawPublicKey, trailName, verifierKey } from '@/lib/audit/trail-key'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { asFile, decision, exportLines, growTrail, recordAll, verifyAlone } from '../support/trail'

useTestDatabase()
const caseId = crypto.randomUUID()
const forger = crypto.generateKeyPairSync('ed25519')
const forgedKey = rawPublicKey(forger.publicKey)
let team: TestTeam
let name: string
let genuine: string
let some: string[]

beforeAll(async () => {
  team = await makeTeam()
  name = trailName(team.teamId)
  genuine = verifierKey(name, signingKey().publicKey)
  await recordAll(team.moderator, [{ ...decision('Six fingers', caseId), label: null } as ReturnType<typeof decision>])
  await growTrail(team.worker, 2)
  some = await exportLines(team.teamId, eq(auditEvents.caseId, caseId))
})

const verify = (lines: string[], ...more: string[]) => verifyAlone({ 'trail.jsonl': asFile(lines) }, ...more)

/** A trail made up by somebody with a key of their own, whose first line says what they like. */
function madeUp(header: Record<string, unknown>): string[] {
  const entry = `{"facts":{},"team":"${team.teamId}","type":"team.created","v":1}`
  const root = crypto.createHash('sha256').update(`\0${entry}`).digest()
  const key = { privateKey: forger.privateKey, publicKey: forgedKey }
  const note = signCheckpoint({ teamId: team.teamId, size: 1, root, previous: '0'.repeat(64) }, key)
  const first = { format: 'docket-trail', v: 1, team: team.teamId, scope: 'all', size: 1, ...header }
  return [
    JSON.stringify(first),
    `{"position":0,"leaf":"${root.toString('hex')}","entry":${entry}}`,
    JSON.stringify({ checkpoint: note }),
  ]
}

test('the key it names is the one that the signatures hold by, whatever the first line says', async () => {
  const own = forgedKey.toString('base64')
  const lied = await verify(madeUp({ publicKey: own, verifierKey: genuine }))
  expect(lied.says).toContain(`Key: the export’s own, ${verifierKey(name, forgedKey)}.`)
  expect(lied.says).not.toContain(genuine)
  const hidden = await verify(madeUp({ publicKey: signingKey().publicKey.toString('base64'), formerKeys: [own] }))
  expect(hidden.says).toContain(`Key: the export’s own, ${verifierKey(name, forgedKey)}.`)
})

test('what the first line says cannot write over the verdict', async () => {
  const exportedAt = 'now\nKey: the one given.\u001b[2K'
  const { says } = await verify(madeUp({ publicKey: forgedKey.toString('base64'), exportedAt }))
  expect(says).not.toContain('\u001b')
  expect(says).not.toMatch(/^Key: the one given/m)
})

test.each<[string, (line: string) => string]>([
  ['a number for null', (line) => line.replace('"label":null', '"label":1e999')],
  ['other digits', (line) => line.replace('"score":0.875', '"score":0.87500000000000001')],
  ['another finding before the true one', (line) => line.replace('"finding":', '"finding":"authentic","finding":')],
  ['another entry before the true one', (line) => line.replace('{"position"', '{"entry":{"forged":true},"position"')],
  ['white space', (line) => line.replace('"score":', '"score": ')],
])('an entry with %s is broken, though its values have the right hash', async (_name, forge) => {
  expect((await verify(some)).code).toBe(0)
  const lines = some.map((line) => (line.startsWith('{"position"') ? forge(line) : line))
  expect(lines).not.toEqual(some)
  const { code, says } = await verify(lines)
  expect(says).toContain('can be read in two ways')
  expect(code).toBe(1)
})

test.each([
  ['no size', { size: undefined }],
  ['half an entry', { size: 0.5 }],
  ['another scope', { scope: 'most' }],
  ['another team', { team: 'x\n1' }],
])('a first line with %s is broken', async (_name, header) => {
  const { code, says } = await verify(madeUp({ publicKey: forgedKey.toString('base64'), ...header }))
  expect(says).toContain('The first line was changed')
  expect(code).toBe(1)
})

test('of an export without a signature no key is named as good', async () => {
  const [header = ''] = madeUp({ publicKey: forgedKey.toString('base64'), verifierKey: genuine, size: 0 })
  const { says } = await verify([header], '--key', genuine)
  expect(says).toContain('Key: none, as nothing in it is signed.')
})
