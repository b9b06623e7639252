import { beforeAll, describe, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { closeCase } from '@/lib/cases/close-case'
import { countCases } from '@/lib/cases/count-cases'
import { escalateCase } from '@/lib/cases/escalate-case'
import { findNextCase } from '@/lib/cases/find-next-case'
import { listUndoable } from '@/lib/cases/list-undoable'
import { readCase } from '@/lib/cases/read-case'
import { readRail } from '@/lib/cases/read-rail'
import { undoDecision } from '@/lib/cases/undo-decision'
import { waiveAnalysis } from '@/lib/cases/waive-analysis'
import { withTeam } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { retryDetection } from '@/lib/detect/retry-detection'
import { readStatements } from '@/lib/evidence/read-statements'
import { appealCase } from '@/lib/reviews/appeal-case'
import { casePageOf, wordsOf } from '../support/case-page'
import { useTestDatabase } from '../support/database'
import { decideAs, settle } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

const why = 'The file is cut off.'
let team: TestTeam
beforeAll(async () => {
  team = await makeTeam()
})

async function openFailed(change: Parameters<typeof openTestCase>[1] = {}) {
  const opened = await openTestCase(team.admin, change)
  await failDetection(team.worker, { detectionId: opened.detectionId, reason: why })
  return opened
}

describe('a case that could not be analysed', () => {
  test('can be decided by whoever looks at its media, and keeps saying that it failed', async () => {
    const { caseId, number } = await openFailed()
    expect((await readRail(team.moderator, { number })).may).toMatchObject({ decide: false, waive: true, close: true })
    const failed = wordsOf(await casePageOf(team.moderator, number))
    expect(failed).toMatch(/Decide without analysis.*Close without a decision/)
    expect(failed).toContain('The web was not searched: the built-in engine sends nothing out.')
    expect(failed).toContain('Changed copies were not: the analysis failed.')
    await expectRefusal(waiveAnalysis(team.worker, { caseId }), 'forbidden')
    await waiveAnalysis(team.moderator, { caseId })
    const { case: found } = await readCase(team.moderator, { number })
    expect(found).toMatchObject({ state: 'waiting', failure: null, verdictLabel: null, verdictScore: null })
    expect(found.queueId).not.toBeNull()
    expect(await findNextCase(team.moderator, { search: String(number) })).toMatchObject({ number })
    const page = wordsOf(await casePageOf(team.moderator, number))
    expect(page).toMatch(/The analysis failed .*The file is cut off\..*There is no verdict/)
    expect(page).toContain('Submit and next')
    expect(page).not.toContain('Decide without analysis')
    await expectRefusal(waiveAnalysis(team.moderator, { caseId }), 'conflict', /has not failed/)
    await expectRefusal(closeCase(team.moderator, { caseId }), 'conflict', /ends with a decision/)

    const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
    expect(wordsOf(await casePageOf(team.moderator, number))).toContain(why)
    await settle(db, caseId)
    const [told] = await withTeam(team.teamId, (tx) => readStatements(tx, team.teamId, [{ caseId, decisionId }]))
    expect(told?.statement).toMatchObject({ automated_detection: 'No' })
    expect(told?.docket.analyses).toEqual([])
    const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.analysis_waived'] })
    expect(entries.map(({ facts }) => facts)).toEqual([{ caseId }])
  })

  test('can still be analysed again', async () => {
    const { caseId, number } = await openFailed()
    await waiveAnalysis(team.moderator, { caseId })
    await retryDetection(team.moderator, { caseId })
    expect((await readCase(team.moderator, { number })).case.state).toBe('analysing')
    await expectRefusal(waiveAnalysis(team.moderator, { caseId }), 'conflict', /has not failed/)
  })

  test('is not decided where nobody can look at it, and is closed instead', async () => {
    const url = await openFailed({ source: 'url', sourceUrl: 'https://example.org/a.png', file: null })
    const gone = await openFailed({ zeroRetention: true })
    const before = (await countCases(team.moderator, {})).failed
    for (const { caseId, number } of [url, gone]) {
      await expectRefusal(waiveAnalysis(team.moderator, { caseId }), 'conflict', /nobody can look at it/)
      const page = wordsOf(await casePageOf(team.moderator, number))
      expect(page).not.toContain('Decide without analysis')
      expect(page).toContain('Close without a decision')
      await expectRefusal(closeCase(team.worker, { caseId }), 'forbidden')
      await closeCase(team.moderator, { caseId })
      await expectRefusal(closeCase(team.moderator, { caseId }), 'conflict', /neither failed/)
      expect((await readCase(team.moderator, { number })).case).toMatchObject({ state: 'closed', failure: null })
    }
    expect((await countCases(team.moderator, {})).failed).toBe(before - 2)
    const { entries } = await listEvents(team.manager, { caseNumber: url.number, types: ['case.closed'] })
    expect(entries[0]?.facts).toEqual({ caseId: url.caseId, because: 'failed' })
  })

  test('is closed by managers where it was escalated, as it is decided by them', async () => {
    const { caseId, number } = await openFailed()
    await waiveAnalysis(team.moderator, { caseId })
    await escalateCase(team.moderator, { caseId, reason: 'Not for me.' })
    const { detectionId } = await retryDetection(team.moderator, { caseId })
    await failDetection(team.worker, { detectionId, reason: why })
    expect((await readRail(team.moderator, { number })).may.close).toBe(false)
    await expectRefusal(closeCase(team.moderator, { caseId }), 'forbidden', /a manager closes it/)
    expect((await readRail(team.manager, { number })).may.close).toBe(true)
    await closeCase(team.manager, { caseId })
  })

  test('says of what it leaves open what becomes of the decision: it never counts, or it stands', async () => {
    const { caseId, number } = await openWaitingCase(team.admin)
    const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
    await db.owner`update decisions set effective_at = now() - interval '1 second', created_at = now() - interval '1 hour'
      where id = ${decisionId}`
    await appealCase(team.manager, { caseId, reason: 'They contest it.' })
    await db.owner`update cases set state = 'failed', failure = ${why} where id = ${caseId}`
    const { review } = await readRail(team.admin, { number })
    expect(review?.whyNot).toMatch(/The decision that is appealed stands/)
    expect(review?.whyNot).not.toMatch(/does not count/)
  })

  test('once closed, takes no decision back, and offers nobody to', async () => {
    const { caseId } = await openWaitingCase(team.admin)
    const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
    const offered = async () => (await listUndoable(team.moderator, {})).filter((one) => one.decisionId === decisionId)
    expect(await offered()).toHaveLength(1)
    await db.owner`update cases set state = 'failed', failure = ${why} where id = ${caseId}`
    await closeCase(team.manager, { caseId })
    await expectRefusal(undoDecision(team.moderator, { caseId, decisionId }), 'conflict', /is closed/)
    expect(await offered()).toEqual([])
  })

  test('is nobody else’s, and one that waits is no such case', async () => {
    const { caseId } = await openFailed()
    const others = await makeTeam()
    await expectRefusal(waiveAnalysis(others.moderator, { caseId }), 'not_found')
    await expectRefusal(closeCase(others.moderator, { caseId }), 'not_found')
    const waiting = await openWaitingCase(team.admin)
    await expectRefusal(closeCase(team.admin, { caseId: waiting.caseId }), 'conflict')
  })
})
