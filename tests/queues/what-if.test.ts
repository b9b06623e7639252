import { beforeEach, expect, test } from 'vitest'
import { decideCase } from '@/lib/cases/decide-case'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { setRouting } from '@/lib/queues/set-routing'
import { whatIf } from '@/lib/queues/what-if'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
let mainId: string
let urgentId: string

beforeEach(async () => {
  team = await makeTeam()
  const [main] = await db.owner<{ id: string }[]>`select id from queues where team_id = ${team.teamId} and is_default`
  mainId = main!.id
  urgentId = await makeQueue(team, 'Urgent')
})

async function decided(score: number, finding: 'synthetic' | 'authentic', minutes = 0) {
  const opened = await openJudged(team, { score, label: score > 0.5 ? 'Fake' : 'Real' })
  await decideCase(team.moderator, { caseId: opened.caseId, finding, reason: 'Seen.' })
  const interval = `${minutes} minutes`
  await db.owner`update cases set created_at = created_at - ${interval}::interval where id = ${opened.caseId}`
  return opened
}

const urgent = (conditions: Parameters<typeof whatIf>[1]['rules'][number]['conditions'], enabled = true) => ({
  queueId: urgentId,
  conditions,
  enabled,
})

test('rules are tried on what people decided: what each takes, what it was found to be, and which queue has it', async () => {
  await decided(0.95, 'synthetic')
  await decided(0.92, 'authentic')
  await decided(0.4, 'authentic', 180)
  const waiting = await openJudged(team, { score: 0.99 })
  const found = await whatIf(team.admin, {
    rules: [urgent({ minScore: 0.9 }), urgent({ minAgeMinutes: 120 }), urgent({}, false), urgent({ minScore: 0.93 })],
  })
  expect(found.rules).toEqual([
    { takes: 2, fits: 2, findings: { synthetic: 1, authentic: 1 }, takesWaiting: 1 },
    // As old as it was when it was decided.
    { takes: 1, fits: 1, findings: { authentic: 1 }, takesWaiting: 0 },
    null,
    { takes: 0, fits: 1, findings: {}, takesWaiting: 0 },
  ])
  expect(found).toMatchObject({ past: 3, waiting: 1, partial: false })
  expect(found.queues).toEqual([
    expect.objectContaining({ queueId: mainId, before: 3, after: 0, waitingBefore: 1, waitingAfter: 0 }),
    expect.objectContaining({ queueId: urgentId, before: 0, after: 3, waitingBefore: 0, waitingAfter: 1 }),
  ])
  // Nothing has moved.
  const [row] = await db.owner`select queue_id from cases where id = ${waiting.caseId}`
  expect(row).toEqual({ queue_id: mainId })
})

test('they are compared with the rules in force, and leave what people put somewhere', async () => {
  await setRouting(team.admin, { seen: [], rules: [urgent({ minScore: 0.9 })] })
  await decided(0.95, 'synthetic')
  const { caseId } = await openJudged(team, { score: 0.95 })
  await moveToQueue(team.manager, { caseId, queueId: mainId })
  const { queues, rules } = await whatIf(team.admin, { rules: [urgent({ minScore: 0 })] })
  expect(queues.find(({ queueId }) => queueId === urgentId)).toMatchObject({ before: 1, after: 1 })
  expect(queues.find(({ queueId }) => queueId === mainId)).toMatchObject({ waitingBefore: 1, waitingAfter: 1 })
  expect(rules).toMatchObject([{ takesWaiting: 0 }])
})

test('only decisions of those days that stand are looked at', async () => {
  const { caseId } = await decided(0.95, 'synthetic')
  await db.owner`update decisions set created_at = now() - interval '8 days' where case_id = ${caseId}`
  const undone = await decided(0.95, 'synthetic')
  await db.owner`update decisions set undone_at = now() where case_id = ${undone.caseId}`
  expect(await whatIf(team.admin, { rules: [], days: 7 })).toMatchObject({ past: 0 })
  expect(await whatIf(team.admin, { rules: [], days: 9 })).toMatchObject({ past: 1 })
  expect(await whatIf((await makeTeam()).admin, { rules: [] })).toMatchObject({ past: 0, waiting: 0 })
})

test('it is the admins’', async () => {
  await expectRefusal(whatIf(team.manager, { rules: [] }), 'forbidden')
  await expectRefusal(whatIf(team.admin, { rules: [urgent({ minScore: 2 })] }), 'bad_request')
})
