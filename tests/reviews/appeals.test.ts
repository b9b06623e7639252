import { expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { readRail } from '@/lib/cases/read-rail'
import { settledDecision } from '@/lib/cases/settled-decision'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withTeam } from '@/lib/db/client'
import { appealCase } from '@/lib/reviews/appeal-case'
import { withdrawReview } from '@/lib/reviews/withdraw-review'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, settle } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('an appeal reopens a final decision for somebody else, and it stands until they have answered', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Otto')
  const { caseId, number } = await openWaitingCase(team.admin)
  const reason = 'The sender has the raw file.'
  await expectRefusal(appealCase(team.manager, { caseId, reason }), 'conflict', /not decided/)
  const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
  await expectRefusal(appealCase(team.manager, { caseId, reason }), 'conflict', /still be taken back/)
  await settle(db, caseId)
  await expectRefusal(appealCase(team.moderator, { caseId, reason }), 'forbidden', /role/)
  await expectRefusal(appealCase(team.manager, { caseId, reason: '' }), 'bad_request', /say why/)
  await expectRefusal(appealCase(team.worker, { caseId, reason }), 'forbidden')
  await appealCase(team.manager, { caseId, reason })

  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId }), 'conflict', /is over/)
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden', /before/)
  await expectRefusal(decideAs(team.admin, caseId), 'forbidden', /handed/)
  expect((await readRail(other, { number })).review).toMatchObject({
    kind: 'appeal',
    reason,
    askedByName: 'Max Manager',
  })
  const standing = await withTeam(team.teamId, (tx) => settledDecision(tx, team.teamId, decisionId))
  expect(standing).toMatchObject({ id: decisionId })

  expect(await decideAs(other, caseId, 'authentic')).toMatchObject({ review: 'overruled' })
  expect((await readRail(other, { number })).standing).toMatchObject({ finding: 'authentic', kind: 'appeal' })
  expect(await withTeam(team.teamId, (tx) => settledDecision(tx, team.teamId, decisionId))).toBeNull()
})

test('a second appeal needs a third person', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.operator)
  await decideAs(team.moderator, caseId)
  await settle(db, caseId)
  await appealCase(team.admin, { caseId, reason: 'Look again.' })
  expect(await decideAs(team.manager, caseId)).toMatchObject({ review: 'upheld' })
  await settle(db, caseId)
  await appealCase(team.admin, { caseId, reason: 'And again.' })
  for (const earlier of [team.moderator, team.manager]) await expectRefusal(decideAs(earlier, caseId), 'forbidden')
  expect(await decideAs(team.admin, caseId)).toMatchObject({ review: 'upheld' })
})

test('a program may appeal with its key, and a manager may call it off', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await settle(db, caseId)
  const { keyId } = await createApiKey(team.admin, { name: 'Intake', scopes: ['submit'] })
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['submit'] }
  await expectRefusal(appealCase({ ...key, scopes: ['read'] }, { caseId, reason: 'x' }), 'forbidden', /scope/)
  const { reviewId } = await appealCase(key, { caseId, reason: 'The user objects.' })
  expect((await readRail(team.manager, { number })).review).toMatchObject({
    askedByKind: 'api-key',
    askedByName: 'Intake',
  })
  await expectRefusal(withdrawReview(team.moderator, { reviewId }), 'forbidden')
  await withdrawReview(team.manager, { reviewId })
  expect((await readRail(team.manager, { number })).standing).toMatchObject({ id: decisionId, settled: true })
})
