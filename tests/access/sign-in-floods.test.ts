import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyPassword } from '@/lib/access/password'
import { proveIdentity } from '@/lib/access/prove-identity'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import type { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

const from = (address: string, email: string, word: string) => signInMember({ email, password: word, address })

/** How many came in, and how many were refused with which code. */
async function outcomes(work: Promise<unknown>[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  for (const one of await Promise.allSettled(work)) {
    const code = one.status === 'rejected' ? (one.reason as DocketError).code : 'in'
    counted[code] = (counted[code] ?? 0) + 1
  }
  return counted
}

/** All of them, whichever page of the trail they are on. */
const failuresTold = async (team: TestTeam) => {
  const rows = await db.owner<{ why: string }[]>`
    select facts->>'why' as why from audit_events where team_id = ${team.teamId} and type = 'member.sign_in_failed'`
  return rows.map(({ why }) => why).sort()
}

test('two hundred guesses from one address: five are looked at, and the trail tells of those and of one refusal', async () => {
  const team = await makeTeam()
  const { email } = team.admin
  for (let round = 0; round < 5; round += 1) {
    await outcomes(Array.from({ length: 40 }, (_, i) => from('203.0.113.1', email, `guess ${round} ${i}`)))
  }
  expect(await failuresTold(team)).toEqual(['locked', 'password', 'password', 'password', 'password', 'password'])
  await expect(from('192.0.2.1', email, password)).resolves.toBeDefined()
})

test('a flood from everywhere does not lock an account out where it is used from, and is told of once', async () => {
  const team = await makeTeam()
  const { email } = team.moderator
  await from('192.0.2.1', email, password)
  const flood = await outcomes(
    Array.from({ length: 90 }, (_, i) => from(`203.0.113.${Math.floor(i / 3)}`, email, `guess ${i}`)),
  )
  // Those for whose turn there was no room were not looked at and do not count; nobody came in.
  expect(flood.in).toBeUndefined()
  expect(flood.unauthorized).toBeLessThanOrEqual(50)
  await expect(from('192.0.2.1', email, password)).resolves.toBeDefined()
  const told = await failuresTold(team)
  expect(told.filter((why) => why === 'locked').length).toBeLessThanOrEqual(1)
  expect(told.filter((why) => why === 'password')).toHaveLength(flood.unauthorized ?? 0)
})

test('one password tried on many accounts from one address ends at a hundred, for whoever is not known there', async () => {
  const team = await makeTeam()
  await from('192.0.2.7', team.manager.email, password)
  const address = digest('address 192.0.2.7')
  await db.owner`insert into sign_in_failures (subject_hash) select ${address} from generate_series(1, 99)`
  await expectRefusal(from('192.0.2.7', 'nobody@example.test', 'Spring'), 'unauthorized')
  await expectRefusal(from('192.0.2.7', 'nobody.else@example.test', 'Spring'), 'too_many_requests')
  await expectRefusal(from('192.0.2.7', team.moderator.email, password), 'too_many_requests')
  await expect(from('192.0.2.7', team.manager.email, password)).resolves.toBeDefined()
  await expect(from('192.0.2.8', team.moderator.email, password)).resolves.toBeDefined()
})

test('an hour later the next refusal is told of again', async () => {
  const team = await makeTeam()
  const six = async () => {
    for (let i = 0; i < 7; i += 1) await from('203.0.113.77', team.admin.email, `guess ${i}`).catch(() => {})
  }
  await six()
  await db.owner`update sign_in_failures set created_at = created_at - interval '1 hour'`
  await six()
  expect((await failuresTold(team)).filter((why) => why === 'locked')).toHaveLength(2)
})

test('guesses at who somebody is, in an open session, are told of once more than they are looked at', async () => {
  const team = await makeTeam()
  const guess = () => proveIdentity(team.admin, { by: 'password', secret: 'wrong' }, '192.0.2.1').catch(() => {})
  for (let i = 0; i < 12; i += 1) await guess()
  const { entries } = await listEvents(team.admin, { types: ['member.proof_failed'] })
  expect(entries).toHaveLength(6)
})

test('no more passwords are checked at once than the machine bears, and the rest are told when to come back', async () => {
  const counted = await outcomes(Array.from({ length: 120 }, (_, i) => verifyPassword(null, `guess ${i}`)))
  expect(counted.in).toBeLessThanOrEqual(54)
  expect((counted.in ?? 0) + (counted.too_many_requests ?? 0)).toBe(120)
  await expect(verifyPassword(null, 'afterwards')).resolves.toBe(false)
})

test('how long a refusal takes does not tell whether there is such an account', async () => {
  const team = await makeTeam()
  const time = async (email: string, address: string) => {
    const began = performance.now()
    await from(address, email, 'not the password').catch(() => {})
    return performance.now() - began
  }
  const known: number[] = []
  const unknown: number[] = []
  await time('warm.up@example.test', '198.51.100.200')
  // In turn, so that whatever else the machine does falls on both.
  for (let i = 0; i < 25; i += 1) {
    known.push(await time(team.admin.email, `198.51.100.${i}`))
    unknown.push(await time(`nobody.${i}@example.test`, `198.51.100.${i}`))
  }
  const ratio = median(known) / median(unknown)
  expect(ratio).toBeGreaterThan(0.7)
  expect(ratio).toBeLessThan(1.4)
})

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

function digest(text: string): string {
  return crypto.createHash('sha256').update(text).digest('hex')
}
