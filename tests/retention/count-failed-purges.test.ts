import '../support/data-folder'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { countFailedPurges } from '@/lib/retention/count-failed-purges'
import { listRetention } from '@/lib/retention/list-retention'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})
beforeEach(async () => {
  team = await makeTeam()
})

/** A case that is being purged, with one step in this state, handed in at that moment. */
async function purging(result: 'failed' | 'waiting', required = true, at = '2026-11-20T12:00:00Z'): Promise<number> {
  const { caseId, number } = await openTestCase(team.moderator)
  await db.owner`update cases set retention = 'purging', purge_reason = 'manual', created_at = ${at} where id = ${caseId}`
  await db.owner`insert into purge_steps (id, team_id, case_id, position, copy, required, method, result, failure)
    values (gen_random_uuid(), ${team.teamId}, ${caseId}, 1, 'original', ${required}, 'Deleted.', ${result},
      ${result === 'failed' ? 'It is still there.' : null})`
  return number
}

test('only what has to be gone and could not be deleted counts, as on the page', async () => {
  await purging('failed')
  await purging('waiting')
  await purging('failed', false)
  expect(await countFailedPurges(team.manager, {})).toBe(1)
  expect((await listRetention(team.manager, {})).counts.failed).toBe(1)
  expect(await countFailedPurges((await makeTeam()).manager, {})).toBe(0)
  await expectRefusal(countFailedPurges(team.moderator, {}), 'forbidden')
})

test('a period of the hand-in narrows the page, its end not included', async () => {
  const first = await purging('waiting', true, '2026-11-20T00:00:00Z')
  const second = await purging('waiting', true, '2026-11-21T00:00:00Z')
  const between = async (since: string | null, until: string | null) =>
    (
      await listRetention(team.manager, {
        since: since ? new Date(since) : null,
        until: until ? new Date(until) : null,
      })
    ).rows.map(({ number }) => number)
  expect(await between(null, null)).toEqual([second, first])
  expect(await between('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toEqual([first])
  expect(await between('2026-11-20T00:00:01Z', null)).toEqual([second])
})
