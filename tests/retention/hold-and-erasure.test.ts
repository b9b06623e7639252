import '../support/data-folder'
import fs from 'node:fs'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DELETE as removeDetection } from '@/app/api/v2/detect/[uuid]/route'
import type { Actor } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { closeCase } from '@/lib/cases/close-case'
import { decideCase } from '@/lib/cases/decide-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { readRail } from '@/lib/cases/read-rail'
import { returnCase } from '@/lib/cases/return-case'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { askQuestion } from '@/lib/detect/ask-question'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { env } from '@/lib/env'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { writeNote } from '@/lib/notes/write-note'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { answerErasure } from '@/lib/retention/answer-erasure'
import { endHold } from '@/lib/retention/end-hold'
import { listErasures } from '@/lib/retention/list-erasures'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { readCaseRetention } from '@/lib/retention/read-case-retention'
import { requestErasure } from '@/lib/retention/request-erasure'
import { setHold } from '@/lib/retention/set-hold'
import { askReview } from '@/lib/reviews/ask-review'
import { makeCaller } from '../support/api'
import { useAuthSecret } from '../support/callbacks'
import { findCanary } from '../support/canary'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
})
beforeEach(async () => {
  team = await makeTeam()
})

const reason = 'A court asked for it.'
const told = async (number: number) =>
  (await listEvents(team.manager, { caseNumber: number })).entries.map(({ type }) => type)

describe('a legal hold', () => {
  test('keeps everything from being deleted, by whatever way, until it is lifted', async () => {
    const { caseId, number, job, stored, detectionId } = await openKeptCase(team.moderator)
    const { requestId } = await requestErasure(team.manager, { caseId, reason })
    await setHold(team.manager, { caseId, reason })
    expect((await readCaseRetention(team.moderator, { number })).held).toEqual({
      at: expect.any(Date),
      byName: 'Max Manager',
      reason,
    })
    const held = /under a legal hold/
    await expectRefusal(orderPurge(team.admin, { caseId, reason }), 'conflict', held)
    await expectRefusal(requestErasure(team.admin, { caseId, reason }), 'conflict', held)
    await expectRefusal(answerErasure(team.admin, { requestId, confirm: true }), 'conflict', held)
    await expectRefusal(withdrawCase(team.admin, { uuid: detectionId }), 'conflict', held)
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(true)
    await endHold(team.admin, { caseId, reason: 'The court is done.' })
    await answerErasure(team.admin, { requestId, confirm: true })
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(false)
    expect(await told(number)).toEqual(
      expect.arrayContaining(['case.held', 'case.hold_ended', 'erasure.confirmed', 'case.purged']),
    )
  })

  test('answers a DELETE over the API with 409 and a sentence, and changes nothing', async () => {
    const caller = await makeCaller(['read', 'submit', 'delete'])
    const key: Actor = { kind: 'api-key', teamId: caller.team.teamId, keyId: caller.keyId, scopes: ['submit'] }
    const { caseId, detectionId } = await openKeptCase(key, { source: 'api' })
    await setHold(caller.team.manager, { caseId, reason })
    const request = new Request(`http://localhost:3000/api/v2/detect/${detectionId}`, {
      method: 'DELETE',
      headers: caller.auth,
    })
    const answer = await removeDetection(request, { params: Promise.resolve({ uuid: detectionId }) })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ success: false, error: expect.stringMatching(/under a legal hold/) })
    const [row] = await db.owner`select state, retention from cases where id = ${caseId}`
    expect(row).toEqual({ state: 'waiting', retention: 'keep' })
  })

  test('is refused under zero retention, twice, once the media goes, without a reason, and to moderators', async () => {
    const zero = await openKeptCase(team.moderator, { zeroRetention: true })
    await expectRefusal(setHold(team.manager, { caseId: zero.caseId, reason }), 'conflict', /zero retention/)
    const { caseId } = await openKeptCase(team.moderator)
    await expectRefusal(setHold(team.moderator, { caseId, reason }), 'forbidden')
    await expectRefusal(setHold(team.manager, { caseId, reason: '  ' }), 'bad_request')
    await expectRefusal(endHold(team.manager, { caseId, reason }), 'conflict', /no legal hold/)
    await setHold(team.manager, { caseId, reason })
    await expectRefusal(setHold(team.manager, { caseId, reason }), 'conflict', /already/)
    await endHold(team.manager, { caseId, reason })
    await orderPurge(team.manager, { caseId, reason })
    await expectRefusal(setHold(team.manager, { caseId, reason }), 'conflict', /being deleted/)
  })

  test('cannot be put on a case that has to go, whatever a command says: the database refuses', async () => {
    const { caseId } = await openKeptCase(team.moderator, { zeroRetention: true })
    const hold = db.owner`update cases set held_at = now(), held_by = ${team.manager.memberId} where id = ${caseId}`
    await expect(hold).rejects.toMatchObject({ constraint_name: 'cases_held_kept' })
  })
})

describe('an erasure', () => {
  test('takes two people: whoever asks does not confirm, and the database holds that too', async () => {
    const { caseId, number } = await openKeptCase(team.moderator)
    const { requestId } = await requestErasure(team.manager, { caseId, reason })
    expect(await listErasures(team.admin, {})).toMatchObject([
      { requestId, number, reason, requestedByName: 'Max Manager' },
    ])
    await expectRefusal(answerErasure(team.manager, { requestId, confirm: true }), 'forbidden', /somebody else/)
    await expectRefusal(answerErasure(team.moderator, { requestId, confirm: true }), 'forbidden')
    const alone = db.owner`update erasure_requests set status = 'confirmed', answered_by = requested_by where id = ${requestId}`
    await expect(alone).rejects.toMatchObject({ constraint_name: 'erasure_requests_two' })
    await answerErasure(team.admin, { requestId, confirm: true })
    await expectRefusal(answerErasure(team.admin, { requestId, confirm: false }), 'conflict', /confirmed already/)
    expect(await readCaseRetention(team.moderator, { number })).toMatchObject({ retention: 'due', reason: 'erasure' })
    expect(await listErasures(team.admin, {})).toEqual([])
  })

  test('that is refused deletes nothing, and can be asked for again', async () => {
    const { caseId, number, job, stored } = await openKeptCase(team.moderator)
    const { requestId } = await requestErasure(team.manager, { caseId, reason })
    await expectRefusal(requestErasure(team.admin, { caseId, reason }), 'conflict', /asked for already/)
    await answerErasure(team.admin, { requestId, confirm: false })
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(true)
    expect(await told(number)).toContain('erasure.refused')
    await requestErasure(team.manager, { caseId, reason })
  })

  test('takes what people wrote to each other on the case, and nothing is written on it any more', async () => {
    const word = `word-${crypto.randomUUID()}`
    const { caseId, number, job } = await openKeptCase(team.moderator)
    await writeNote(team.moderator, { caseId, body: word })
    await pinExhibit(team.moderator, { caseId, track: 'picture', note: word })
    await decideCase(team.moderator, { caseId, finding: 'authentic', reason: word })
    await askReview(team.manager, { caseId, reason: word })
    const { requestId } = await requestErasure(team.manager, { caseId, reason })
    await answerErasure(team.admin, { requestId, confirm: true })
    await purgeCase(job)
    expect(await findCanary(db, word)).toEqual([])
    expect(await readCaseRetention(team.moderator, { number })).toMatchObject({ retention: 'purged' })
    // Erasing the words is no way round four eyes.
    expect((await readRail(team.admin, { number })).review).toMatchObject({ status: 'open', reason: '' })
    await expectRefusal(writeNote(team.moderator, { caseId, body: word }), 'conflict', /was erased/)
    await expectRefusal(pinExhibit(team.moderator, { caseId, track: 'picture', note: word }), 'conflict', /was erased/)
    // It waits for a second look that nobody can write: it can be closed, and the first decision never counts.
    const decision = { caseId, finding: 'authentic', reason: word } as const
    await expectRefusal(decideCase(team.admin, decision), 'conflict', /was erased/)
    await expectRefusal(escalateCase(team.admin, { caseId, reason: word }), 'conflict', /was erased/)
    await expectRefusal(returnCase(team.admin, { caseId, reason: word }), 'conflict', /was erased/)
    const moved = { caseId, queueId: null, reason: word }
    await expectRefusal(moveToQueue(team.manager, moved), 'conflict', /was erased/)
    const { may } = await readRail(team.admin, { number })
    expect(may).toMatchObject({ decide: false, escalate: false, return: false, move: false, close: true })
    expect(may.whyNot).toMatch(/was erased/)
    expect(await findNextCase(team.admin, { search: String(number) })).toMatchObject({ why: 'nothing_left' })
    await closeCase(team.admin, { caseId })
    expect((await readRail(team.admin, { number })).review).toMatchObject({ status: 'open', mayAnswer: false })
    expect(await told(number)).toContain('case.closed')
    expect(await findCanary(db, word)).toEqual([])
  })

  test('is nobody else’s: another team’s request is not found, and the worker asks for none', async () => {
    const { caseId } = await openKeptCase(team.moderator)
    const { requestId } = await requestErasure(team.manager, { caseId, reason })
    const others = await makeTeam()
    await expectRefusal(answerErasure(others.admin, { requestId, confirm: true }), 'not_found')
    await expectRefusal(requestErasure(others.manager, { caseId, reason }), 'not_found')
    await expectRefusal(requestErasure(team.worker, { caseId, reason }), 'forbidden')
    expect(await listErasures(others.admin, {})).toEqual([])
  })
})

describe('an ordered deletion', () => {
  test('needs a manager and a reason, and is refused where it is under way or done', async () => {
    const { caseId, number, job } = await openKeptCase(team.moderator)
    await expectRefusal(orderPurge(team.moderator, { caseId, reason }), 'forbidden')
    await expectRefusal(orderPurge(team.manager, { caseId, reason: '' }), 'bad_request')
    await orderPurge(team.manager, { caseId, reason })
    await expectRefusal(orderPurge(team.manager, { caseId, reason }), 'conflict', /being deleted already/)
    await purgeCase(job)
    await expectRefusal(orderPurge(team.manager, { caseId, reason }), 'conflict', /gone already/)
    const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purge_asked'] })
    expect(entries.map(({ facts }) => facts)).toEqual([{ caseId, because: 'manual', reason }])
  })

  test('comes before the window of zero retention is over, and not before the analysis has ended', async () => {
    const { caseId, job, stored, end } = await openKeptCase(team.moderator, { zeroRetention: true, analysed: false })
    await orderPurge(team.manager, { caseId, reason })
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(true)
    await end()
    await purgeCase(job)
    expect(fs.existsSync(stored)).toBe(false)
  })
})

test('what is said of a case once its deletion was ordered is kept nowhere, so that the receipt stays true', async () => {
  const word = `word-${crypto.randomUUID()}`
  const { caseId, detectionId, job } = await openKeptCase(team.moderator)
  await orderPurge(team.manager, { caseId, reason })
  const say = async () => {
    const { given } = await giveFeedback(team.manager, {
      uuid: detectionId,
      type: 'correct',
      comment: word,
      source: word,
    })
    const asked = await askQuestion(team.moderator, { uuid: detectionId, query: `Is ${word} real?` })
    return [given.comment, given.source, asked.status === 'pending']
  }
  expect(await say()).toEqual([null, 'api', false])
  await purgeCase(job)
  expect(await say()).toEqual([null, 'api', false])
  expect(await findCanary(db, word)).toEqual([])
})
