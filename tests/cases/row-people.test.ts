import { beforeEach, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { listQueue } from '@/lib/cases/list-queue'
import { listRowContext } from '@/lib/cases/list-row-context'
import { returnCase } from '@/lib/cases/return-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { useTestDatabase } from '../support/database'
import { decideAs, judgeBy, setDesk } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

type Reader = Parameters<typeof listQueue>[0]

const rowOf = async (reader: Reader, caseId: string) =>
  (await listQueue(reader, {})).rows.find(({ id }) => id === caseId)

test('a waiting row says to colleagues who it was sent to, and to that person that it is them', async () => {
  const { caseId } = await openWaitingCase(team.operator)
  expect(await rowOf(team.manager, caseId)).toMatchObject({ assignedTo: null, assignedToMe: false })
  await claimCase(team.manager, { caseId })
  await returnCase(team.manager, { caseId, to: team.moderator.memberId, reason: 'Yours.' })
  const [person] = await db.owner<{ name: string }[]>`select name from members where id = ${team.moderator.memberId}`
  expect(await rowOf(team.manager, caseId)).toMatchObject({ assignedTo: person?.name, assignedToMe: false })
  expect(await rowOf(team.moderator, caseId)).toMatchObject({ assignedTo: null, assignedToMe: true })
  // Once it is taken, who has it is what the row says.
  await claimCase(team.moderator, { caseId })
  expect(await rowOf(team.manager, caseId)).toMatchObject({ assignedTo: null, claimedBy: person?.name })
})

test('a decided row says whose decision stands, until it is taken back', async () => {
  await setDesk(db, team, { grace_seconds: 600 })
  const { caseId } = await openWaitingCase(team.operator)
  const decider = async (reader: Reader) => (await listRowContext(reader, { caseIds: [caseId] }))[caseId]?.decidedBy
  expect(await decider(team.manager)).toBeUndefined()
  const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
  const [person] = await db.owner<{ name: string }[]>`select name from members where id = ${team.moderator.memberId}`
  expect(await decider(team.manager)).toEqual({ name: person?.name, me: false })
  expect(await decider(team.moderator)).toEqual({ name: person?.name, me: true })
  expect(await decider((await makeTeam()).manager)).toBeUndefined()
  await undoDecision(team.moderator, { caseId, decisionId })
  expect(await decider(team.manager)).toBeUndefined()
})

test('a case that somebody else has to look at has no decider yet; then it is who confirmed', async () => {
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId } = await openWaitingCase(team.operator)
  const decider = async () => (await listRowContext(team.moderator, { caseIds: [caseId] }))[caseId]?.decidedBy
  await decideAs(team.moderator, caseId, 'synthetic')
  expect(await decider()).toBeUndefined()
  await decideAs(team.manager, caseId, 'synthetic')
  expect(await decider()).toMatchObject({ me: false })
})
