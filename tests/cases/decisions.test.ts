import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { listUndoable } from '@/lib/cases/list-undoable'
import { readRail } from '@/lib/cases/read-rail'
import { settledDecision } from '@/lib/cases/settled-decision'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withTeam } from '@/lib/db/client'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { archivePolicy } from '@/lib/policies/archive-policy'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, judgeBy, rules, setDesk, settle, tellings } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('a decision keeps what was found in each track, under which policy, what is done, how sure, and what it rests on', async () => {
  const team = await makeTeam()
  const { policyId } = await judgeBy(db, team)
  const { caseId, number } = await openWaitingCase(team.moderator)
  await pinExhibit(team.moderator, { caseId, track: 'picture', note: 'The hand.' })
  const { decisionId, effectiveAt, review } = await decideCase(team.moderator, {
    caseId,
    finding: 'synthetic',
    reason: 'Six fingers.',
    tracks: { picture: 'synthetic' },
    policyId,
    policyVersion: 1,
    action: 'remove',
    confidence: 'high',
    exhibits: ['A', 'A'],
  })
  expect(review).toBeNull()
  expect(effectiveAt.getTime() - Date.now()).toBeGreaterThan(50_000)
  const rail = await readRail(team.manager, { number })
  expect(rail.standing).toMatchObject({
    ...{
      id: decisionId,
      finding: 'synthetic',
      tracks: { picture: 'synthetic' },
      policyId,
      policyVersion: 1,
      kind: 'first',
    },
    ...{
      action: 'remove',
      actionLabel: 'Remove',
      confidence: 'high',
      exhibits: ['A'],
      undoUntil: null,
      settled: false,
    },
  })
  expect(rail.exhibits).toMatchObject([{ label: 'A', cited: true, mayRemove: false }])
  const { entries } = await listEvents(team.manager, { types: ['case.decided'] })
  expect(entries[0]?.facts).toMatchObject({ policyId, policyVersion: 1, action: 'remove', exhibits: ['A'] })
  expect(entries[0]?.facts).not.toHaveProperty('kind')
})

test('the server refuses what the policy forbids, and names the field', async () => {
  const team = await makeTeam()
  const { policyId } = await judgeBy(db, team, { reasonLength: 20, exhibitRequired: true })
  const { caseId } = await openWaitingCase(team.moderator)
  const said = { finding: 'authentic', reason: 'It is the original recording.' } as const
  const decision = { ...said, caseId, policyId, policyVersion: 1 }
  const refused = async (change: Partial<Parameters<typeof decideCase>[1]>, field: string) => {
    const error = await decideCase(team.moderator, { ...decision, ...change }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'bad_request', fields: { [field]: [expect.any(String)] } })
  }
  await refused({ reason: 'Short.' }, 'reason')
  await refused({ action: 'ban' }, 'action')
  await refused({}, 'exhibits')
  await refused({ exhibits: ['B'] }, 'exhibits')
  await refused({ exhibits: ['b'] }, 'exhibits')
  await refused({ tracks: { sound: 'authentic' } }, 'tracks')
  await refused({ policyId: team.teamId }, 'policyId')
  await refused({ policyId: null }, 'policyId')
  await refused({ policyVersion: undefined }, 'policyId')
  await expectRefusal(decideCase(team.worker, decision), 'forbidden')
  await pinExhibit(team.moderator, { caseId, track: 'picture' })
  await decideCase(team.moderator, { ...decision, exhibits: ['A'] })
})

test('without a policy no action can be taken', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.moderator)
  const given = { caseId, finding: 'authentic', reason: 'x', action: 'remove' } as const
  await expectRefusal(decideCase(team.moderator, given), 'bad_request', /under a policy/)
})

test('a policy that was changed meanwhile, or is bound to the case, is not passed by', async () => {
  const team = await makeTeam()
  const { policyId } = await judgeBy(db, team)
  const other = await publishPolicy(team.admin, { name: 'Lenient', words: 'Anything goes.', rules: rules() })
  const { caseId } = await openWaitingCase(team.moderator)
  const decision = { caseId, finding: 'authentic', reason: 'Seen.' } as const
  await publishPolicy(team.admin, { policyId, name: 'Stricter', words: 'Nothing goes.', rules: rules(), basedOn: 1 })
  await expectRefusal(decideCase(team.moderator, { ...decision, policyId, policyVersion: 1 }), 'conflict', /version 2/)
  // Whether the team binds it, as here, or the case itself: nobody chooses another.
  const lenient = { ...decision, policyId: other.policyId, policyVersion: 1 }
  await expectRefusal(decideCase(team.moderator, lenient), 'bad_request', /Stricter/)
  await expectRefusal(decideCase(team.manager, lenient), 'bad_request', /Stricter/)
  await db.owner`update cases set policy_id = ${policyId} where id = ${caseId}`
  await expectRefusal(decideCase(team.moderator, lenient), 'bad_request', /Stricter/)
  await expectRefusal(decideCase(team.moderator, decision), 'bad_request', /version 2: read it/)
  await decideCase(team.moderator, { ...decision, policyId, policyVersion: 2 })

  // One that is put away binds nothing any more.
  const free = await openWaitingCase(team.moderator)
  await db.owner`update cases set policy_id = ${other.policyId} where id = ${free.caseId}`
  await archivePolicy(team.admin, { policyId: other.policyId })
  await expectRefusal(
    decideCase(team.moderator, { ...decision, caseId: free.caseId, policyId: other.policyId }),
    'bad_request',
    /any more/,
  )
  await decideCase(team.moderator, { ...decision, caseId: free.caseId, policyVersion: 2 })
  expect((await readRail(team.moderator, { number: free.number })).standing).toMatchObject({
    policyId,
    policyVersion: 2,
  })
})

test('the grace window is the team’s: until it is over the decision can be taken back and is told to nobody', async () => {
  const team = await makeTeam()
  await setDesk(db, team, { grace_seconds: 120 })
  const { caseId, number } = await openWaitingCase(team.moderator)
  const { decisionId } = await decideAs(team.moderator, caseId)
  const [begins] = await tellings(db, decisionId)
  expect(begins).toBeGreaterThan(118)
  const settled = () => withTeam(team.teamId, (tx) => settledDecision(tx, team.teamId, decisionId))
  expect(await settled()).toBe('early')
  expect(await listUndoable(team.moderator, {})).toMatchObject([{ decisionId, number, finding: 'authentic' }])
  expect(await listUndoable(team.worker, {}).catch(({ code }) => code)).toBe('forbidden')
  expect((await readRail(team.moderator, { number })).standing?.undoUntil).not.toBeNull()
  await undoDecision(team.moderator, { caseId, decisionId })
  expect(await settled()).toBeNull()
  expect((await readRail(team.moderator, { number })).standing).toBeNull()

  const final = await decideAs(team.moderator, caseId)
  await settle(db, caseId)
  expect(await settled()).toBeNull()
  expect(await listUndoable(team.moderator, {})).toEqual([])
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId: final.decisionId }), 'conflict', /is over/)
  expect(await withTeam(team.teamId, (tx) => settledDecision(tx, team.teamId, final.decisionId))).toMatchObject({
    id: final.decisionId,
  })
  expect((await readRail(team.moderator, { number })).standing).toMatchObject({ undoUntil: null, settled: true })
})

test('a team without a grace window takes nothing back', async () => {
  const team = await makeTeam()
  await setDesk(db, team, { grace_seconds: 0 })
  const { caseId } = await openWaitingCase(team.moderator)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId }), 'conflict', /is over/)
  expect(await tellings(db, decisionId)).toHaveLength(1)
})

test('a claim that has lapsed keeps nobody from deciding; one that lives does', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Olga')
  const { caseId } = await openWaitingCase(team.moderator)
  await claimCase(other, { caseId })
  await expectRefusal(decideAs(team.moderator, caseId), 'conflict', /Someone else/)
  await db.owner`update cases set claimed_until = now() - interval '1 second' where id = ${caseId}`
  await decideAs(team.moderator, caseId)
  const { entries } = await listEvents(team.manager, { types: ['case.claim_lapsed'] })
  expect(entries[0]?.facts).toMatchObject({ memberId: other.memberId })
})
