import { beforeEach, describe, expect, test } from 'vitest'
import { readCase } from '@/lib/cases/read-case'
import { archiveQueue } from '@/lib/queues/archive-queue'
import { arrangeSome } from '@/lib/queues/arrange-queues'
import { listQueues } from '@/lib/queues/list-queues'
import { makeDefault } from '@/lib/queues/make-default'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { orderQueues } from '@/lib/queues/order-queues'
import { saveQueue } from '@/lib/queues/save-queue'
import { setRouting } from '@/lib/queues/set-routing'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const names = async () => (await listQueues(team.moderator, {})).map(({ name }) => name)
const row = async (caseId: string) => (await db.owner`select * from cases where id = ${caseId}`)[0]!
const changes = () =>
  db.owner`select facts from audit_events where team_id = ${team.teamId} and type = 'queue.changed' order by id`

describe('a team', () => {
  test('has one queue from its start, for everything', async () => {
    const queues = await listQueues(team.moderator, {})
    expect(queues).toMatchObject([{ name: 'Main queue', isDefault: true, ordering: 'deadline', policyId: null }])
    expect(await listQueues((await makeTeam()).moderator, {})).not.toMatchObject([{ id: queues[0]!.id }])
  })

  test('adds queues at the end and puts them in another order', async () => {
    await makeQueue(team, 'Sound')
    await makeQueue(team, 'Election')
    expect(await names()).toEqual(['Main queue', 'Sound', 'Election'])
    const ids = (await listQueues(team.admin, {})).map(({ id }) => id)
    const wanted = [ids[2]!, ids[0]!, ids[1]!]
    await orderQueues(team.admin, { queueIds: wanted })
    await orderQueues(team.admin, { queueIds: wanted })
    const told =
      await db.owner`select facts from audit_events where team_id = ${team.teamId} and type = 'queue.ordered'`
    expect(told).toEqual([{ facts: { before: ids, after: wanted } }])
    await expectRefusal(orderQueues(team.manager, { queueIds: ids }), 'forbidden')
    expect(await names()).toEqual(['Election', 'Main queue', 'Sound'])
    await expectRefusal(orderQueues((await makeTeam()).admin, { queueIds: ids }), 'not_found')
  })
})

describe('a queue', () => {
  test('is changed, which the trail tells before and after', async () => {
    const queueId = await makeQueue(team, 'Sound', 'oldest')
    const wanted = { queueId, name: ' Voices ', description: 'What can be heard.', ordering: 'score' as const }
    await saveQueue(team.admin, wanted)
    const [, changed] = await listQueues(team.admin, {})
    expect(changed).toMatchObject({ name: 'Voices', description: 'What can be heard.', ordering: 'score' })
    const sound = { name: 'Sound', description: '', ordering: 'oldest', policyId: null }
    expect(await changes()).toEqual([
      { facts: { queueId, before: null, after: sound } },
      {
        facts: {
          queueId,
          before: sound,
          after: { name: 'Voices', description: 'What can be heard.', ordering: 'score', policyId: null },
        },
      },
    ])
  })

  test('keeps what somebody else changed of it meanwhile, where who saves has not touched that', async () => {
    const queueId = await makeQueue(team, 'Sound', 'oldest')
    const was = { name: 'Sound', description: '', ordering: 'oldest' as const, policyId: null, blur: false }
    await saveQueue(team.admin, { ...was, was, queueId, blur: true })
    await saveQueue(team.admin, { ...was, was, queueId, description: ' Calls ', name: 'Voices' })
    const [, kept] = await listQueues(team.admin, {})
    expect(kept).toMatchObject({ name: 'Voices', description: 'Calls', ordering: 'oldest', blur: true })
    // What both changed is as the later has it.
    await saveQueue(team.admin, { ...was, was, queueId, name: 'Telephone' })
    expect(await names()).toEqual(['Main queue', 'Telephone'])
    // A form for a new one begins with nothing.
    await saveQueue(team.admin, { ...was, name: 'Films', was: { ...was, name: '' } })
    expect(await names()).toEqual(['Main queue', 'Telephone', 'Films'])
    // Who saw it shielded can end that.
    await saveQueue(team.admin, { ...was, was: { ...was, blur: true }, queueId })
    expect((await listQueues(team.admin, {}))[1]).toMatchObject({
      name: 'Telephone',
      description: 'Calls',
      blur: false,
    })
  })

  test('can have its media blurred, which the trail tells and its cases know', async () => {
    const queueId = await makeQueue(team, 'Violence', 'oldest')
    await saveQueue(team.admin, { queueId, name: 'Violence', ordering: 'oldest', blur: true })
    const [, told] = await changes()
    expect(told?.facts).toMatchObject({ before: { name: 'Violence' }, after: { name: 'Violence', blur: true } })
    expect(told?.facts.before).not.toHaveProperty('blur')
    const { caseId, number } = await openWaitingCase(team.moderator)
    expect(await readCase(team.moderator, { number })).toMatchObject({ flagged: false })
    await moveToQueue(team.manager, { caseId, queueId, reason: 'Hard to look at' })
    expect(await readCase(team.moderator, { number })).toMatchObject({ flagged: true })
  })

  test('in a new order has its cases in that order', async () => {
    const [low, high] = [await openJudged(team, { score: 0.2 }), await openJudged(team, { score: 0.9 })]
    const [main] = await listQueues(team.admin, {})
    await saveQueue(team.admin, { queueId: main!.id, name: main!.name, ordering: 'score' })
    const jobs =
      await db.owner`select 1 from pgboss.job where name = 'queue.arrange' and data ->> 'teamId' = ${team.teamId}`
    expect(jobs).toHaveLength(1)
    expect(await arrangeSome(team.worker, { behind: 0 })).toMatchObject({ moved: 2 })
    expect((await row(high.caseId)).priority).toBeLessThan((await row(low.caseId)).priority)
    // It is the same queue: the trail has nothing to say.
    const queued = await db.owner`select 1 from audit_events where team_id = ${team.teamId} and type = 'case.queued'`
    expect(queued).toEqual([])
  })

  test('has a name of its own, whatever its case, and a known policy', async () => {
    await makeQueue(team, 'Sound')
    await expectRefusal(makeQueue(team, 'SOUND'), 'conflict', /named SOUND/)
    await expectRefusal(saveQueue(team.admin, { name: ' ', ordering: 'oldest' }), 'bad_request')
    const policyId = crypto.randomUUID()
    await expectRefusal(saveQueue(team.admin, { name: 'Voices', ordering: 'oldest', policyId }), 'not_found', /Policy/)
    // The other team has none of that name.
    await makeQueue(await makeTeam(), 'Sound')
  })

  test('has its name for itself also where two are made, or renamed, at once', async () => {
    const both = await Promise.allSettled([makeQueue(team, 'Sound'), makeQueue(team, 'sound')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find(({ status }) => status === 'rejected')
    expect(refused).toMatchObject({ reason: { name: 'DocketError', code: 'conflict' } })
  })

  test('is the admins’ to change', async () => {
    const queueId = await makeQueue(team, 'Sound')
    const wanted = { name: 'Voices', ordering: 'oldest' as const }
    await expectRefusal(saveQueue(team.manager, wanted), 'forbidden')
    await expectRefusal(archiveQueue(team.manager, { queueId }), 'forbidden')
    await expectRefusal(makeDefault(team.moderator, { queueId }), 'forbidden')
    await expectRefusal(saveQueue((await makeTeam()).admin, { ...wanted, queueId }), 'not_found')
    await expectRefusal(archiveQueue((await makeTeam()).admin, { queueId }), 'not_found')
  })
})

describe('giving a queue up', () => {
  test('sends what waits in it elsewhere, also what a person put there, and frees its name', async () => {
    const queueId = await makeQueue(team, 'Sound')
    const { caseId } = await openJudged(team)
    await moveToQueue(team.manager, { caseId, queueId })
    await archiveQueue(team.admin, { queueId })
    expect(await names()).toEqual(['Main queue'])
    await arrangeSome(team.worker, { behind: 0 })
    const [main] = await listQueues(team.admin, {})
    expect((await row(caseId)).queue_id).toBe(main!.id)
    await makeQueue(team, 'Sound')
    expect((await changes()).at(-2)).toMatchObject({ facts: { queueId, after: null } })
  })

  test('is refused for the default queue and while a rule sends cases there', async () => {
    const queueId = await makeQueue(team, 'Sound')
    const [main] = await listQueues(team.admin, {})
    await expectRefusal(archiveQueue(team.admin, { queueId: main!.id }), 'conflict', /default first/)
    await setRouting(team.admin, { seen: [], rules: [{ queueId, conditions: {} }] })
    await expectRefusal(archiveQueue(team.admin, { queueId }), 'conflict', /A routing rule sends/)
  })
})

test('of two queues that are made the default at once one is', async () => {
  const made = [await makeQueue(team, 'All'), await makeQueue(team, 'Rest')]
  await Promise.all(made.map((queueId) => makeDefault(team.admin, { queueId })))
  expect((await listQueues(team.admin, {})).filter(({ isDefault }) => isDefault)).toHaveLength(1)
})

test('another queue becomes the default: new cases and those by no rule go there', async () => {
  const { caseId } = await openJudged(team)
  const queueId = await makeQueue(team, 'All')
  await makeDefault(team.admin, { queueId })
  await makeDefault(team.admin, { queueId })
  expect((await listQueues(team.admin, {})).map(({ isDefault }) => isDefault)).toEqual([false, true])
  await arrangeSome(team.worker, { behind: 0 })
  expect((await row(caseId)).queue_id).toBe(queueId)
  expect((await row((await openJudged(team)).caseId)).queue_id).toBe(queueId)
  const [given, taken] = (await changes()).slice(-2).map(({ facts }) => facts)
  expect(given).toMatchObject({ before: { name: 'Main queue', isDefault: true }, after: { name: 'Main queue' } })
  expect(given.after).not.toHaveProperty('isDefault')
  expect(taken).toMatchObject({ queueId, before: { name: 'All' }, after: { name: 'All', isDefault: true } })
  expect((await changes()).filter(({ facts }) => facts.after?.isDefault)).toHaveLength(1)
})
