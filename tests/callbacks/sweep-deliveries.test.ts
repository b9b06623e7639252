import { expect, test } from 'vitest'
import { keptDays, sweepDeliveries } from '@/lib/callbacks/sweep-deliveries'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()

/** A callback made so many days ago that ended so many days ago, or not yet, with one attempt. */
async function callback({ teamId, moderator }: TestTeam, made: number, ended: number | null): Promise<string> {
  const { detectionId } = await openTestCase(moderator)
  const [row] = await db.owner<{ id: string }[]>`
    insert into callbacks (team_id, detection_id, url, status, created_at, ended_at)
    values (${teamId}, ${detectionId}, 'https://receiver.example/', ${ended === null ? 'due' : 'delivered'},
      now() - make_interval(days => ${made}), now() - make_interval(days => ${ended})) returning id`
  await db.owner`insert into callback_attempts (team_id, callback_id, number) values (${teamId}, ${row!.id}, 1)`
  return row!.id
}

async function delivery({ teamId }: TestTeam, days: number): Promise<string> {
  const [webhook] = await db.owner`
    insert into webhooks (team_id, url, events, secret) values (${teamId}, 'https://receiver.example/', array['decision.made'], 'x')
    returning id`
  const [row] = await db.owner<{ id: string }[]>`
    insert into webhook_deliveries (team_id, webhook_id, event, payload, status, created_at, ended_at)
    values (${teamId}, ${webhook!.id}, 'decision.made', '{}', 'failed', now() - make_interval(days => ${days}),
      now() - make_interval(days => ${days})) returning id`
  await db.owner`insert into webhook_attempts (team_id, delivery_id, number) values (${teamId}, ${row!.id}, 1)`
  return row!.id
}

test('what ended 90 days ago goes from the delivery logs with its attempts; the rest stays', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await callback(team, keptDays + 3, keptDays + 1)
  await callback(other, keptDays + 3, keptDays + 1)
  await delivery(team, keptDays + 1)
  const stay = [
    await callback(team, keptDays + 3, keptDays - 1),
    await callback(team, keptDays + 3, null),
    await callback(other, 1, 0),
    await delivery(other, keptDays - 1),
  ]
  expect(await sweepDeliveries()).toBe(3)
  const left = await db.owner<{ id: string }[]>`select id from callbacks union all select id from webhook_deliveries`
  expect(left.map(({ id }) => id).sort()).toEqual(stay.sort())
  const [attempts] = await db.owner`
    select (select count(*) from callback_attempts)::int + (select count(*) from webhook_attempts)::int as n`
  expect(attempts?.n).toBe(4)
  expect(await sweepDeliveries()).toBe(0)
})
