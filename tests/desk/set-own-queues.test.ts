import { beforeEach, expect, test } from 'vitest'
import { ownFirst } from '@/components/queue/own-first'
import { readPreferences } from '@/lib/desk/read-preferences'
import { setKeys } from '@/lib/desk/set-keys'
import { setOwnQueues } from '@/lib/desk/set-own-queues'
import { archiveQueue } from '@/lib/queues/archive-queue'
import { listQueues } from '@/lib/queues/list-queues'
import { saveQueue } from '@/lib/queues/save-queue'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
let [first, second]: string[] = []
beforeEach(async () => {
  team = await makeTeam()
  ;[first, second] = [await queue('Election'), await queue('Voices')]
})

const queue = async (name: string) =>
  (await saveQueue(team.admin, { name, description: '', blur: false, ordering: 'deadline', policyId: null })).queueId
const ids = (...given: (string | undefined)[]) => given.map(String)
const ownOf = async (member = team.moderator) =>
  (await listQueues(member, {})).filter(({ own }) => own).map(({ name }) => name)
const told = () => db.owner`select actor_id, facts from audit_events
  where team_id = ${team.teamId} and type = 'preferences.changed'`

test('one’s own queues stand first, for oneself alone, and the trail is told that they changed', async () => {
  expect(await ownOf()).toEqual([])
  await setOwnQueues(team.moderator, { queueIds: ids(second, first, second) })
  expect(await ownOf()).toEqual(['Election', 'Voices'])
  expect(await ownOf(team.manager)).toEqual([])
  await setOwnQueues(team.moderator, { queueIds: ids(first, second) })
  expect(await told()).toEqual([{ actor_id: team.moderator.memberId, facts: { changed: ['ownQueues'] } }])
  await setOwnQueues(team.moderator, { queueIds: ids(second) })
  const listed = await listQueues(team.moderator, {})
  expect(ownFirst(listed).map(({ name }) => name)[0]).toBe('Voices')
  expect(ownFirst(listed).toSorted(byPosition)).toEqual(listed.toSorted(byPosition))
  await setOwnQueues(team.moderator, { queueIds: [] })
  expect(await ownOf()).toEqual([])
})

const byPosition = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id)

test('what else somebody chose stays', async () => {
  await setKeys(team.moderator, { keys: { blur: 'z' } })
  await setOwnQueues(team.moderator, { queueIds: ids(first) })
  expect((await readPreferences(team.moderator, {})).own).toMatchObject({ blur: null, breakAfter: null })
  expect(await db.owner`select keys from member_preferences where member_id = ${team.moderator.memberId}`).toEqual([
    { keys: { blur: 'z' } },
  ])
})

test('a queue that is given up later is nobody’s, and one of another team or of none is refused, which changes nothing', async () => {
  await setOwnQueues(team.moderator, { queueIds: ids(first, second) })
  await archiveQueue(team.admin, { queueId: String(first) })
  expect(await ownOf()).toEqual(['Voices'])
  const [elsewhere] = await listQueues((await makeTeam()).admin, {})
  for (const wrong of [String(first), String(elsewhere?.id), crypto.randomUUID()]) {
    await expectRefusal(
      setOwnQueues(team.moderator, { queueIds: ids(second, wrong) }),
      'bad_request',
      /no longer there/,
    )
  }
  await expectRefusal(setOwnQueues(team.moderator, { queueIds: ['Voices'] }), 'bad_request')
  await expectRefusal(setOwnQueues(team.worker, { queueIds: [] }), 'forbidden')
  expect(await ownOf()).toEqual(['Voices'])
})
