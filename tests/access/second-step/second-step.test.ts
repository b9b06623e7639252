import { beforeAll, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { beginSecondStep } from '@/lib/access/second-step/begin-second-step'
import { checkCode, hasSecondStep } from '@/lib/access/second-step/check-code'
import { confirmSecondStep } from '@/lib/access/second-step/confirm-second-step'
import { readSecondStep } from '@/lib/access/second-step/read-second-step'
import { removeSecondStep } from '@/lib/access/second-step/remove-second-step'
import { renewRecoveryCodes } from '@/lib/access/second-step/renew-recovery-codes'
import { listEvents } from '@/lib/audit/list-events'
import { withTeam } from '@/lib/db/client'
import { useTestDatabase } from '../../support/database'
import { makeTeam } from '../../support/people'
import { expectRefusal } from '../../support/refusals'
import { codeOf, giveSecondStep } from '../../support/second-step'

const db = useTestDatabase()
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})

const check = ({ teamId, memberId }: Member, code: string) => withTeam(teamId, (tx) => checkCode(tx, memberId, code))
const stale = (member: Member): Member => ({ ...member, provedAt: new Date(Date.now() - 11 * 60_000) })

test('a secret counts once a code of it was given; neither it nor a recovery code is kept readable', async () => {
  const { moderator, admin } = await makeTeam()
  const { secret, address } = await beginSecondStep(moderator, {})
  expect(address).toContain(secret)
  expect(await hasSecondStep(moderator.memberId)).toBe(false)
  expect(await check(moderator, codeOf(secret))).toBeNull()
  await expectRefusal(confirmSecondStep(moderator, { code: '000000' }), 'bad_request', /not the code/)
  await expectRefusal(confirmSecondStep(moderator, { code: '' }), 'bad_request')

  const { recoveryCodes } = await confirmSecondStep(moderator, { code: codeOf(secret) })
  expect(await hasSecondStep(moderator.memberId)).toBe(true)
  expect(new Set(recoveryCodes).size).toBe(10)
  for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  const kept = JSON.stringify([
    await db.owner`select * from second_steps`,
    await db.owner`select * from recovery_codes`,
  ])
  for (const plain of [secret, ...recoveryCodes]) expect(kept).not.toContain(plain)

  const { entries } = await listEvents(admin, { types: ['member.second_step_changed'] })
  expect(entries).toMatchObject([{ facts: { memberId: moderator.memberId, before: false, after: true } }])
  expect(JSON.stringify(entries)).not.toContain(secret)
})

test('what was begun and left is not for whoever finds the browser open', async () => {
  const { moderator } = await makeTeam()
  const { secret } = await beginSecondStep(moderator, {})
  await expectRefusal(confirmSecondStep(stale(moderator), { code: codeOf(secret) }), 'proof_required')
  expect(await hasSecondStep(moderator.memberId)).toBe(false)
})

test('a code works once, its own step and no earlier one, also in a race', async () => {
  const { moderator } = await makeTeam()
  const { secret } = await giveSecondStep(moderator)
  // Given at the setting up already.
  expect(await check(moderator, codeOf(secret, -1))).toBeNull()
  const code = codeOf(secret)
  const race = await Promise.all(Array.from({ length: 5 }, () => check(moderator, code)))
  expect(race.filter(Boolean)).toHaveLength(1)
  expect(await check(moderator, ` ${codeOf(secret, 1).replace(/(...)/, '$1 ')} `)).not.toBeNull()
  expect(await check(moderator, codeOf(secret, 1))).toBeNull()
})

test('a recovery code works once, however it is typed, also in a race, and tells how many are left', async () => {
  const { moderator, manager } = await makeTeam()
  const { recoveryCodes } = await giveSecondStep(moderator)
  const [first = '', second = ''] = recoveryCodes
  const race = await Promise.all(Array.from({ length: 5 }, () => check(moderator, first)))
  expect(race.filter(Boolean)).toEqual([
    { events: [{ type: 'member.recovery_code_used', memberId: moderator.memberId, left: 9 }] },
  ])
  const typed = second.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect(await check(moderator, typed)).toMatchObject({ events: [{ left: 8 }] })
  expect(await check(manager, recoveryCodes[2] ?? '')).toBeNull()
  expect(await readSecondStep(moderator, {})).toMatchObject({ codesLeft: 8, since: expect.any(Date) })
})

test('new recovery codes end the earlier ones', async () => {
  const { moderator, admin } = await makeTeam()
  await expectRefusal(renewRecoveryCodes(moderator, {}), 'conflict')
  const { recoveryCodes: old } = await giveSecondStep(moderator)
  const { recoveryCodes } = await renewRecoveryCodes(moderator, {})
  expect(recoveryCodes).toHaveLength(10)
  expect(await check(moderator, old[0] ?? '')).toBeNull()
  expect(await check(moderator, recoveryCodes[0] ?? '')).not.toBeNull()
  const { entries } = await listEvents(admin, { types: ['member.recovery_codes_renewed'] })
  expect(entries).toHaveLength(1)
})

test('it moves to another app: the former one holds until a code of the new one is given', async () => {
  const { moderator } = await makeTeam()
  const { secret, recoveryCodes } = await giveSecondStep(moderator)
  const { secret: next } = await beginSecondStep(moderator, {})
  expect(await check(moderator, codeOf(next))).toBeNull()
  expect(await check(moderator, codeOf(secret))).not.toBeNull()
  await expectRefusal(confirmSecondStep(moderator, { code: codeOf(secret, 1) }), 'bad_request')
  await confirmSecondStep(moderator, { code: codeOf(next) })
  expect(await check(moderator, codeOf(secret, 1))).toBeNull()
  expect(await check(moderator, codeOf(next, 1))).not.toBeNull()
  expect(await check(moderator, recoveryCodes[0] ?? '')).toBeNull()
  await expectRefusal(confirmSecondStep(moderator, { code: codeOf(next, 1) }), 'conflict', /Begin again/)
})

test('it is turned off with everything that belongs to it', async () => {
  const { moderator, admin } = await makeTeam()
  await expectRefusal(removeSecondStep(moderator, {}), 'conflict')
  const { secret, recoveryCodes } = await giveSecondStep(moderator)
  await removeSecondStep(moderator, {})
  expect(await hasSecondStep(moderator.memberId)).toBe(false)
  expect(await check(moderator, codeOf(secret))).toBeNull()
  expect(await check(moderator, recoveryCodes[0] ?? '')).toBeNull()
  const { entries } = await listEvents(admin, { types: ['member.second_step_changed'] })
  expect(entries.map((entry) => entry.facts)).toContainEqual(expect.objectContaining({ before: true, after: false }))
})

test('whoever has not lately proved who they are sets nothing up, renews nothing and turns nothing off', async () => {
  const { moderator } = await makeTeam()
  for (const act of [beginSecondStep, renewRecoveryCodes, removeSecondStep])
    await expectRefusal(act(stale(moderator), {}), 'proof_required')
})

test('programs and keys have no second step', async () => {
  const { worker, operator, teamId } = await makeTeam()
  const key = { kind: 'api-key', teamId, keyId: crypto.randomUUID(), scopes: ['read', 'submit', 'delete'] } as const
  for (const actor of [worker, operator, { ...key, scopes: [...key.scopes] }])
    await expectRefusal(beginSecondStep(actor, {}), 'forbidden')
})

test('a secret that another AUTH_SECRET sealed says so; a recovery code still works', async () => {
  const { moderator } = await makeTeam()
  const { secret, recoveryCodes } = await giveSecondStep(moderator)
  await db.owner`update second_steps set secret = 'v1.' || repeat('A', 60) where member_id = ${moderator.memberId}`
  await expectRefusal(check(moderator, codeOf(secret)), 'unavailable', /AUTH_SECRET/)
  expect(await check(moderator, recoveryCodes[0] ?? '')).not.toBeNull()
})
