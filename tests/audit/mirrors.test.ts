import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseCheckpoint } from '@/lib/audit/checkpoint'
import { mirrorByEmail } from '@/lib/audit/mirror-email'
import { mirrorBytes, mirrorPath, mirrorToFile, readMirrorFile } from '@/lib/audit/mirror-file'
import { mirrorOutside, type Outgoing } from '@/lib/audit/mirror-outside'
import { mirrorTrail, mirrorTrails } from '@/lib/audit/mirror-trails'
import { inspectTrail } from '@/lib/audit/verify-trail'
import { teamSecret } from '@/lib/callbacks/team-secret'
import { withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useTestDatabase } from '../support/database'
import { type MailServer, startMailServer } from '../support/mail-server'
import { makeTeam, type TestTeam } from '../support/people'
import { growTrail } from '../support/trail'

const db = useTestDatabase()
let team: TestTeam
let mail: MailServer
let receiver: CallbackReceiver

beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startReceiver()
})
beforeEach(async () => {
  team = await makeTeam()
  await growTrail(team.worker, 2, 3)
  mail.mails.length = 0
  mail.refuse(false)
  receiver.received.length = 0
  receiver.answerWith(200)
  Object.assign(env(), { ALLOWED_PRIVATE_HOSTS: [receiver.host] })
  Object.assign(env(), { TRAIL_MIRROR_EMAIL: undefined, SMTP_URL: mail.url, TRAIL_MIRROR_URL: undefined })
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await mail.stop()
  await receiver.stop()
})

const kept = async (place: string) => {
  const [row] = await db.owner`
    select size::int, failure from trail_mirrors where team_id = ${team.teamId} and place = ${place}`
  return row
}
const notes = async () => {
  const rows = await db.owner`select note from trail_checkpoints where team_id = ${team.teamId} order by size`
  return rows.map(({ note }) => note as string)
}
const inFile = async () => {
  const found: string[] = []
  for await (const { note } of readMirrorFile(team.teamId)) found.push(note)
  return found
}
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)
const lastSize = async () => parseCheckpoint((await notes()).at(-1)!)!.size

test('the file gets every checkpoint once, in order, readable for its owner only', async () => {
  await mirrorToFile(team.teamId)
  await mirrorToFile(team.teamId)
  expect(await inFile()).toEqual(await notes())
  await growTrail(team.worker, 1)
  await Promise.all([mirrorToFile(team.teamId), mirrorToFile(team.teamId), mirrorToFile(team.teamId)])
  expect(await inFile()).toEqual(await notes())
  expect(await kept('file')).toEqual({ size: await lastSize(), failure: null })
  expect(fs.statSync(mirrorPath(team.teamId)).mode & 0o777).toBe(0o600)
})

test('a file that cannot be written is noted, and made up for', async () => {
  const folder = path.join(env().DATA_DIR, 'trail')
  fs.renameSync(folder, `${folder}.away`)
  fs.writeFileSync(folder, 'in the way')
  await mirrorTrail(team.teamId)
  expect(await kept('file')).toEqual({ size: 0, failure: expect.stringContaining('cannot be written') })
  fs.rmSync(folder)
  fs.renameSync(`${folder}.away`, folder)
  await mirrorTrail(team.teamId)
  expect(await kept('file')).toEqual({ size: await lastSize(), failure: null })
})

test('a file that ends within a note is read as far as it goes', async () => {
  await mirrorToFile(team.teamId)
  fs.truncateSync(mirrorPath(team.teamId), ((await mirrorBytes(team.teamId)) ?? 0) - 20)
  const [first, second] = await notes()
  const [whole, half] = await inFile()
  expect(whole).toBe(first)
  expect(second!.startsWith(half!.trimEnd())).toBe(true)
})

test('what a full disk left of a note is taken away, and the note copied anew', async () => {
  const file = mirrorPath(team.teamId)
  const [first = '', second = ''] = await notes()
  for (const left of [0, 1, 30, first.length, first.length + 1 + second.length - 20]) {
    const torn = `${first}\n${second}`.slice(0, left)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, torn)
    const [copied] = torn.startsWith(first) ? [parseCheckpoint(first)?.size ?? 0] : [0]
    await db.owner`delete from trail_mirrors where team_id = ${team.teamId}`
    await db.owner`insert into trail_mirrors (team_id, place, size) values (${team.teamId}, 'file', ${copied})`
    await mirrorToFile(team.teamId)
    expect(await inFile()).toEqual(await notes())
  }
  expect((await inspectTrail(team.teamId)).problems).toEqual([])
})

test('a note that was copied and then cut is not made up for', async () => {
  await mirrorToFile(team.teamId)
  fs.truncateSync(mirrorPath(team.teamId), ((await mirrorBytes(team.teamId)) ?? 0) - 20)
  await growTrail(team.worker, 1)
  await mirrorToFile(team.teamId)
  expect((await inspectTrail(team.teamId)).problems).toMatchObject([{ kind: 'mirror_cut' }])
})

test('each note comes with the byte at which it ends', async () => {
  await mirrorToFile(team.teamId)
  const text = fs.readFileSync(mirrorPath(team.teamId))
  for await (const { note, end } of readMirrorFile(team.teamId)) {
    expect(text.subarray(0, end).toString().endsWith(note)).toBe(true)
  }
})

test('nothing is sent where nothing is set', async () => {
  await mirrorTrails()
  expect(mail.mails).toEqual([])
  expect(receiver.received).toEqual([])
  expect(await kept('file')).toMatchObject({ failure: null })
})

test('the newest checkpoint is mailed, at most once an hour, and once a day anyway', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  Object.assign(env(), { TRAIL_MIRROR_EMAIL: 'keeper@example.test' })
  const mailed = () => mail.mails.filter((text) => text.includes(team.teamId)).length
  await mirrorTrails()
  expect(mailed()).toBe(1)
  const [text] = mail.mails.filter((one) => one.includes(team.teamId))
  expect(text).toContain('To: keeper@example.test')
  expect(text).toContain(`Subject: Docket checkpoint: ${await lastSize()} entries`)
  expect(text).toContain(
    Buffer.from((await notes()).at(-1)!)
      .toString('base64')
      .slice(0, 60),
  )
  expect(await kept('email')).toEqual({ size: await lastSize(), failure: null })
  await growTrail(team.worker, 1)
  await mirrorTrails()
  expect(mailed()).toBe(1)
  later(3601)
  await mirrorTrails()
  expect(mailed()).toBe(2)
  later(3601)
  await mirrorTrails()
  expect(mailed()).toBe(2)
  later(86_400)
  await mirrorTrails()
  expect(mailed()).toBe(3)
  later(-30 * 86_400)
  await mirrorTrails()
  expect(mailed()).toBe(4)
  await mirrorTrails()
  expect(mailed()).toBe(4)
})

test('a mail server that refuses is said, and tried again after ten minutes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  Object.assign(env(), { TRAIL_MIRROR_EMAIL: 'keeper@example.test' })
  mail.refuse(true)
  await mirrorTrails()
  expect(await kept('email')).toEqual({ size: 0, failure: 'The mail server refused it with 452. Look at its log.' })
  mail.refuse(false)
  await mirrorTrails()
  expect(mail.mails).toEqual([])
  later(601)
  await mirrorTrails()
  expect(await kept('email')).toEqual({ size: await lastSize(), failure: null })
})

test('a mail server that is not there, or not set', async () => {
  const outgoing: Outgoing = { teamId: team.teamId, size: 1, note: 'note' }
  Object.assign(env(), { TRAIL_MIRROR_EMAIL: 'keeper@example.test', SMTP_URL: 'smtp://127.0.0.1:1' })
  expect(await mirrorByEmail(outgoing)).toBe('The mail server could not be reached. Check SMTP_URL.')
  Object.assign(env(), { SMTP_URL: undefined })
  expect(await mirrorByEmail(outgoing)).toMatch(/^No mail server is set/)
})

test('the webhook is signed with the team’s secret and holds the note', async () => {
  Object.assign(env(), { TRAIL_MIRROR_URL: receiver.url })
  await mirrorTrails()
  const one = receiver.received.find(({ body }) => body.team === team.teamId)!
  const note = (await notes()).at(-1)
  expect(one.body).toMatchObject({ type: 'trail.checkpoint', size: await lastSize(), checkpoint: note })
  expect(one.body.verifierKey).toMatch(new RegExp(`^docket/${team.teamId}\\+[0-9a-f]{8}\\+`))
  const secret = await withTeam(team.teamId, (tx) => teamSecret(tx, team.teamId))
  expect(() => new Webhook(secret).verify(one.text, one.headers as Record<string, string>)).not.toThrow()
  expect(await kept('webhook')).toEqual({ size: await lastSize(), failure: null })
})

test('a webhook that refuses, or leads into a private network, is said', async () => {
  Object.assign(env(), { TRAIL_MIRROR_URL: receiver.url })
  receiver.answerWith(500)
  await mirrorTrails()
  expect(await kept('webhook')).toEqual({ size: 0, failure: expect.stringContaining('it answered 500') })
  await db.owner`delete from trail_mirrors`
  Object.assign(env(), { ALLOWED_PRIVATE_HOSTS: [] })
  await mirrorTrails()
  expect(receiver.received.filter(({ body }) => body.team === team.teamId)).toHaveLength(1)
  expect((await kept('webhook'))!.failure).toBeTruthy()
})

test('of several workers one sends', async () => {
  let sent = 0
  const send = async () => {
    sent += 1
    return null
  }
  await Promise.all(Array.from({ length: 5 }, () => mirrorOutside(team.teamId, 'email', send)))
  expect(sent).toBe(1)
})

test('a team without checkpoints has nothing to send', async () => {
  const fresh = await makeTeam()
  await mirrorOutside(fresh.teamId, 'email', async () => {
    throw new Error('was sent')
  })
  expect(await mirrorBytes(fresh.teamId)).toBeNull()
})
