import { expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { useTestDatabase } from '../support/database'
import { directory } from '../support/directory'
import { makeTeam, password } from '../support/people'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('whoever a provider takes out of a team leaves neither a session nor a claim in it', async () => {
  const team = await makeTeam()
  const { memberId, email } = team.moderator
  await db.owner`update memberships set source = 'directory' where member_id = ${memberId}`
  const { sessionId } = await signInMember({ email, password, address: '192.0.2.1' })
  const { caseId } = await openWaitingCase(team.admin)
  await claimCase(team.moderator, { caseId })

  await directory(memberId, new Map())
  expect(await db.owner`select state, claimed_by from cases where id = ${caseId}`).toMatchObject([
    { state: 'waiting', claimed_by: null },
  ])
  const { entries } = await listEvents(team.admin, { types: ['member.claims_handed_over', 'member.removed'] })
  expect(entries).toMatchObject([
    { type: 'member.claims_handed_over', actorKind: 'worker', facts: { memberId, to: null, cases: 1 } },
    { type: 'member.removed', facts: { memberId, why: 'directory' } },
  ])

  // Back by the provider, they sign in anew: a session of before does not come back with them.
  await directory(memberId, new Map([[team.teamId, 'moderator']]))
  expect(await findSession(sessionId)).toBeNull()
})
