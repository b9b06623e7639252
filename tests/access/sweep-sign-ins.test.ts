import { expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { sweepSignIns } from '@/lib/access/sweep-sign-ins'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

test('old failures, long-ended sessions and unused addresses go; everything else stays, in every team', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const open = async (email: string, address: string) => (await signInMember({ email, password, address })).sessionId
  const kept = await open(one.admin.email, '192.0.2.1')
  const ended = await open(one.admin.email, '192.0.2.2')
  const revoked = await open(two.admin.email, '192.0.2.3')
  const lately = await open(two.admin.email, '192.0.2.4')
  await db.owner`update sessions set expires_at = now() - interval '31 days' where id = ${ended}`
  await db.owner`update sessions set revoked_at = now() - interval '31 days' where id = ${revoked}`
  await db.owner`update sessions set revoked_at = now() - interval '29 days' where id = ${lately}`
  await db.owner`update sign_in_addresses set last_at = now() - interval '91 days'`
  await expectRefusal(signInMember({ email: 'a@example.test', password: 'wrong', address: 'x' }), 'unauthorized')
  await db.owner`update sign_in_failures set created_at = now() - interval '25 hours'`
  await expectRefusal(signInMember({ email: 'b@example.test', password: 'wrong', address: 'x' }), 'unauthorized')

  await sweepSignIns()

  const left = await db.owner<{ id: string }[]>`select id from sessions`
  expect(left.map((row) => row.id).sort()).toEqual([kept, lately].sort())
  expect(await findSession(kept)).not.toBeNull()
  expect(await db.owner`select * from sign_in_failures`).toHaveLength(4)
  expect(await db.owner`select * from sign_in_addresses`).toHaveLength(0)
})

test('links and second steps nobody used go after a day, invitations a month after they ended', async () => {
  const { teamId, admin, manager, moderator } = await makeTeam()
  await db.owner`
    insert into password_resets (token_hash, member_id, expires_at) values
      ('old', ${admin.memberId}, now() - interval '25 hours'), ('late', ${admin.memberId}, now() - interval '23 hours')`
  await db.owner`
    insert into second_steps (member_id, secret, confirmed_at, created_at) values
      (${admin.memberId}, 'x', null, now() - interval '25 hours'), (${manager.memberId}, 'x', null, now()),
      (${moderator.memberId}, 'x', now(), now() - interval '25 hours')`
  await db.owner`
    insert into invitations (team_id, token_hash, role, expires_at) values
      (${teamId}, 'old', 'moderator', now() - interval '31 days'), (${teamId}, 'late', 'moderator', now() - interval '29 days')`

  await sweepSignIns()

  expect(await db.owner`select token_hash from password_resets`).toEqual([{ token_hash: 'late' }])
  const steps = await db.owner<{ member_id: string }[]>`select member_id from second_steps`
  expect(steps.map((row) => row.member_id).sort()).toEqual([manager.memberId, moderator.memberId].sort())
  expect(await db.owner`select token_hash from invitations`).toEqual([{ token_hash: 'late' }])
})
