import { beforeEach, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { countClaims } from '@/lib/cases/count-claims'
import { escalateCase } from '@/lib/cases/escalate-case'
import { returnCase } from '@/lib/cases/return-case'
import { writeNote } from '@/lib/notes/write-note'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { leaveTeam } from '@/lib/teams/leave-team'
import { removeMember } from '@/lib/teams/remove-member'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const caseOf = async (caseId: string) => {
  const [row] = await db.owner`select state, claimed_by, assigned_to from cases where id = ${caseId}`
  return { state: row?.state, claimedBy: row?.claimed_by, assignedTo: row?.assigned_to }
}
const claimed = async () => {
  const { caseId } = await openWaitingCase(team.admin)
  await claimCase(team.moderator, { caseId })
  return caseId
}
const sent = async () => {
  const { caseId } = await openWaitingCase(team.admin)
  await returnCase(team.manager, { caseId, to: team.moderator.memberId, reason: 'Yours.' })
  return caseId
}
const facts = async (type: 'member.claims_handed_over' | 'case.released' | 'case.returned') =>
  (await listEvents(team.admin, { types: [type] })).entries.map((one) => one.facts)

test('what somebody has taken and was sent goes back into its queue when they are deactivated', async () => {
  const { memberId } = team.moderator
  const [one, other] = [await claimed(), await sent()]
  expect(await countClaims(team.manager, {})).toEqual({ [memberId]: 2 })
  await deactivateMember(team.admin, { memberId })
  for (const caseId of [one, other]) {
    expect(await caseOf(caseId)).toEqual({ state: 'waiting', claimedBy: null, assignedTo: null })
  }
  expect(await countClaims(team.manager, {})).toEqual({})
  expect(await facts('member.claims_handed_over')).toEqual([{ memberId, to: null, cases: 2 }])
  expect(await facts('case.released')).toHaveLength(2)
})

test('or to a colleague, when they are removed', async () => {
  const { memberId } = team.moderator
  const to = team.manager.memberId
  const [one, other] = [await claimed(), await sent()]
  await removeMember(team.admin, { memberId, claimsTo: to })
  for (const caseId of [one, other]) {
    expect(await caseOf(caseId)).toEqual({ state: 'waiting', claimedBy: null, assignedTo: to })
  }
  expect(await facts('member.claims_handed_over')).toEqual([{ memberId, to, cases: 2 }])
  expect(await facts('case.returned')).toEqual(expect.arrayContaining([expect.objectContaining({ to })]))
})

test('or when they leave', async () => {
  const caseId = await claimed()
  await leaveTeam(team.moderator, { claimsTo: team.admin.memberId })
  expect(await caseOf(caseId)).toEqual({ state: 'waiting', claimedBy: null, assignedTo: team.admin.memberId })
})

test('an escalated case goes back to all managers, whoever was named', async () => {
  const { caseId } = await openWaitingCase(team.admin)
  await escalateCase(team.moderator, { caseId, reason: 'Hard.' })
  await claimCase(team.manager, { caseId })
  await removeMember(team.admin, { memberId: team.manager.memberId, claimsTo: team.moderator.memberId })
  expect(await caseOf(caseId)).toEqual({ state: 'waiting', claimedBy: null, assignedTo: null })
})

test('a second look never goes to whoever handed the case in', async () => {
  const caseId = await claimed()
  await db.owner`insert into decisions (team_id, id, case_id, finding, reason, decided_by)
    values (${team.teamId}, gen_random_uuid(), ${caseId}, 'authentic', 'Seen.', ${team.manager.memberId})`
  await db.owner`insert into reviews (team_id, id, case_id, decision_id, kind, status, reason, asked_by_kind)
    select team_id, gen_random_uuid(), case_id, id, 'second_review', 'open', '', 'worker' from decisions
    where case_id = ${caseId}`
  await removeMember(team.admin, { memberId: team.moderator.memberId, claimsTo: team.manager.memberId })
  expect(await caseOf(caseId)).toEqual({ state: 'waiting', claimedBy: null, assignedTo: null })
})

test('without claims nothing is told; notes that name them stay', async () => {
  const { memberId } = team.moderator
  const { caseId } = await openWaitingCase(team.admin)
  await writeNote(team.manager, { caseId, body: '@Mo Moderator look', mentions: [memberId] })
  await removeMember(team.admin, { memberId })
  expect(await facts('member.claims_handed_over')).toEqual([])
  const [{ total } = { total: 0 }] = await db.owner`select count(*)::int as total from notes where case_id = ${caseId}`
  expect(total).toBe(1)
  await expectRefusal(
    writeNote(team.manager, { caseId, body: '@Mo Moderator again', mentions: [memberId] }),
    'bad_request',
  )
})

test('nobody outside, gone, or the same person can get them', async () => {
  const { memberId } = team.moderator
  const other = await makeTeam()
  const caseId = await claimed()
  for (const claimsTo of [memberId, other.admin.memberId]) {
    await expectRefusal(removeMember(team.admin, { memberId, claimsTo }), 'bad_request', /choose another/)
  }
  await deactivateMember(team.admin, { memberId: team.manager.memberId })
  await expectRefusal(
    removeMember(team.admin, { memberId, claimsTo: team.manager.memberId }),
    'bad_request',
    /choose another/,
  )
  expect(await caseOf(caseId)).toMatchObject({ state: 'claimed', claimedBy: memberId })
})
