import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { keptDays, sweepCallbackInbox } from '@/lib/callbacks/sweep-callback-inbox'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { chooseDetectors, connectInstance } from '../support/remote-detector'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })

async function remoteTeam(): Promise<TestTeam> {
  const team = await makeTeam()
  await chooseDetectors(team.admin, 'remote')
  return team
}

/** A run elsewhere that has ended, or not, with nothing left to ask. */
async function run(team: TestTeam, state: 'sent' | 'ended'): Promise<string> {
  const { detectionId } = await openTestCase(team.moderator)
  await db.owner`update remote_runs set state = ${state}, remote_uuid = ${crypto.randomUUID()}
    where detection_id = ${detectionId}`
  await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId}`
  return detectionId
}

/** One that came so many days ago, and was handled then, later or never. */
async function came(
  { teamId }: TestTeam,
  detectionId: string,
  days: number,
  handledDays: number | null,
): Promise<string> {
  const [row] = await db.owner<{ id: string }[]>`
    insert into callback_inbox (team_id, detection_id, remote_uuid, status, created_at, handled_at)
    values (${teamId}, ${detectionId}, ${crypto.randomUUID()}, 'completed', now() - make_interval(days => ${days}),
      now() - make_interval(days => ${handledDays})) returning id`
  return row!.id
}
const left = async () => (await db.owner`select id from callback_inbox`).map(({ id }) => id).sort()

test('a week after its run ended and it was handled, a callback goes, and so does one that never was', async () => {
  const [team, other] = [await remoteTeam(), await remoteTeam()]
  const ended = await run(team, 'ended')
  await came(team, ended, keptDays + 2, keptDays + 1)
  // Forged, or too late to matter.
  await came(team, ended, keptDays + 1, null)
  const foreign = await run(other, 'ended')
  await came(other, foreign, keptDays + 1, null)
  const stay = [
    await came(team, ended, keptDays - 1, null),
    await came(team, ended, keptDays + 5, keptDays - 1),
    await came(other, foreign, 0, null),
  ]
  expect(await sweepCallbackInbox()).toBe(3)
  expect(await left()).toEqual(stay.sort())
  expect(await sweepCallbackInbox()).toBe(0)
  await db.owner`delete from callback_inbox`
})

test('before its run has ended none goes, however old', async () => {
  const team = await remoteTeam()
  const running = await run(team, 'sent')
  const stay = [await came(team, running, 60, 59), await came(team, running, 60, null)]
  expect(await sweepCallbackInbox()).toBe(0)
  expect(await left()).toEqual(stay.sort())
  await db.owner`update remote_runs set state = 'ended' where detection_id = ${running}`
  expect(await sweepCallbackInbox()).toBe(2)
})

test('one that a waiting question may need stays: a lost submission is found by it to be deleted', async () => {
  const team = await remoteTeam()
  const ended = await run(team, 'ended')
  const stay = [await came(team, ended, 30, null)]
  const data = { teamId: team.teamId, detectionId: ended }
  await db.owner`insert into pgboss.job (name, data) values ('detection.poll', ${db.owner.json(data)})`
  expect(await sweepCallbackInbox()).toBe(0)
  expect(await left()).toEqual(stay)
  await db.owner`update pgboss.job set state = 'completed' where data->>'detectionId' = ${ended}`
  expect(await sweepCallbackInbox()).toBe(1)
})

test('more than one transaction takes are all swept', async () => {
  const team = await remoteTeam()
  const ended = await run(team, 'ended')
  await db.owner`insert into callback_inbox (team_id, detection_id, remote_uuid, status, created_at)
    select ${team.teamId}, ${ended}, gen_random_uuid()::text, '', now() - interval '30 days' from generate_series(1, 5003)`
  expect(await sweepCallbackInbox()).toBe(5003)
})
