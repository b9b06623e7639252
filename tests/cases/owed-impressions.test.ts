import { expect, test } from 'vitest'
import { shownRows, shownTracks } from '@/components/queue/shown-row'
import { findNextCase } from '@/lib/cases/find-next-case'
import { judgeFirst } from '@/lib/cases/judge-first'
import { listQueue } from '@/lib/cases/list-queue'
import { owedImpressions } from '@/lib/cases/owed-impressions'
import { readCasePage } from '@/lib/cases/read-case-page'
import { readNeighbours } from '@/lib/cases/read-neighbours'
import { useTestDatabase } from '../support/database'
import { decideAs, setDesk } from '../support/judging'
import { makeTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()

test('unsettled cases are owed an impression by whoever has not given theirs, as the case itself says', async () => {
  const team = await makeTeam()
  const opened = [
    await openJudged(team),
    await openJudged(team),
    await openJudged(team),
    await openTestCase(team.admin),
  ]
  const [one, judged, decided, running] = opened.map(({ caseId }) => caseId) as [string, string, string, string]
  await decideAs(team.manager, decided)
  const cases = (await listQueue(team.moderator, {})).rows.map(({ id, state }) => ({ id, state }))
  expect(await owedImpressions(team.moderator, { cases })).toEqual([])
  await setDesk(db, team, { judge_first: true })
  await judgeFirst(team.moderator, { caseId: judged, finding: 'synthetic' })
  expect((await owedImpressions(team.moderator, { cases })).toSorted()).toEqual([one, running].toSorted())
  expect((await owedImpressions(team.manager, { cases })).toSorted()).toEqual([one, judged, running].toSorted())
  for (const { caseId, number } of opened) {
    const { withheld } = await readCasePage(team.moderator, { number })
    expect(withheld).toBe(caseId === one || caseId === running)
  }
  expect(await owedImpressions(team.worker, { cases })).toEqual([])
  await expectRefusal(owedImpressions(team.operator, { cases }), 'forbidden')
  const other = await makeTeam()
  await setDesk(db, other, { judge_first: true })
  await judgeFirst(other.moderator, { caseId: (await openJudged(other)).caseId, finding: 'synthetic' })
  expect(await owedImpressions(other.moderator, { cases: [] })).toEqual([])
})

test('a row that is owed one holds nothing of what the machine makes of it', async () => {
  const team = await makeTeam()
  const { caseId } = await openJudged(team, { label: 'Fake', score: 0.9731 })
  const { caseId: open } = await openJudged(team, { label: 'Real', score: 0.0123 })
  const { rows } = await listQueue(team.moderator, {})
  const context = { [caseId]: { seen: 2, listed: true as const, decidedBy: { name: 'Ada', me: false } } }
  const shown = shownRows(rows, { owed: [caseId], context })
  const owed = shown.find(({ id }) => id === caseId)
  expect(owed).toMatchObject({ owed: true, verdictLabel: null, verdictScore: null, doubts: 0, seen: 2 })
  expect(JSON.stringify(owed)).not.toMatch(/Fake|(?<!\d)0\.97|\b97 ?%|Ada|listed|decidedBy/)
  expect(shown.find(({ id }) => id === open)).toMatchObject({ owed: false, verdictLabel: 'Real', verdictScore: 0.0123 })
  const drawn = (...scores: number[]) => [{ of: 'frames' as const, scores, seconds: scores.map((_, at) => at) }]
  const tracks = { [caseId]: drawn(0.9, 0.8), [open]: drawn(0.1, 0.2) }
  expect(shownTracks(tracks, [caseId])).toEqual({ [open]: drawn(0.1, 0.2) })
})

test('no filter on the verdict finds a case that an impression is still owed on', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openJudged(team, { label: 'Fake', score: 0.97 })
  const judged = await openJudged(team, { label: 'Fake', score: 0.97 })
  const settled = await openJudged(team, { label: 'Fake', score: 0.97 })
  await decideAs(team.manager, settled.caseId)
  await setDesk(db, team, { judge_first: true })
  await judgeFirst(team.moderator, { caseId: judged.caseId, finding: 'synthetic' })
  const told = [judged.number, settled.number]
  for (const part of [{ labels: ['Fake' as const] }, { minScore: 0.9 }, { maxScore: 0.99 }]) {
    expect((await listQueue(team.moderator, part)).rows.map((row) => row.number)).toEqual(told)
    expect(await findNextCase(team.moderator, { ...part, number: judged.number })).toMatchObject({ number: null })
    expect(await readNeighbours(team.moderator, { ...part, number: judged.number, states: ['waiting'] })).toEqual({
      previous: null,
      next: null,
    })
  }
  expect((await listQueue(team.moderator, {})).rows.map(({ id }) => id)).toContain(caseId)
  expect(await findNextCase(team.moderator, { number: judged.number })).toMatchObject({ number })
  // Whoever chose otherwise for themselves is kept from nothing.
  await db.owner`insert into member_preferences (team_id, member_id, judge_first)
    values (${team.teamId}, ${team.manager.memberId}, false)`
  expect((await listQueue(team.manager, { minScore: 0.9 })).rows).toHaveLength(3)
})
