import crypto from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isLook } from '@/lib/audit/looks'
import type { OpenedCase } from '@/lib/cases/open-case'
import { recordUnblur } from '@/lib/desk/record-unblur'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let opened: OpenedCase
beforeEach(async () => {
  team = await makeTeam()
  opened = await openTestCase(team.moderator)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const mediaOf = async ({ caseId }: OpenedCase): Promise<string> => {
  const [row] = await db.owner`select id from media where case_id = ${caseId}`
  return row?.id
}
const told = () =>
  db.owner`select actor_id, case_id, facts from audit_events
    where team_id = ${team.teamId} and type = 'media.unblurred' order by id`

test('the trail is told who was shown what: ids and nothing else', async () => {
  const mediaId = await mediaOf(opened)
  expect(await recordUnblur(team.moderator, { mediaIds: [mediaId] })).toEqual({ recorded: 1 })
  expect(await told()).toEqual([
    { actor_id: team.moderator.memberId, case_id: opened.caseId, facts: { caseId: opened.caseId, mediaId } },
  ])
})

test('once for a person and a look; another person and a later look are others', async () => {
  const mediaIds = [await mediaOf(opened)]
  await Promise.all([recordUnblur(team.moderator, { mediaIds }), recordUnblur(team.moderator, { mediaIds })])
  await recordUnblur(team.moderator, { mediaIds })
  expect(await told()).toHaveLength(1)
  await recordUnblur(team.manager, { mediaIds })
  expect(await told()).toHaveLength(2)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000)
  await recordUnblur(team.moderator, { mediaIds })
  expect(await told()).toHaveLength(3)
})

test('a list at once, and what is another team’s is passed over', async () => {
  const second = await openTestCase(team.moderator)
  const other = await makeTeam()
  const foreign = await mediaOf(await openTestCase(other.moderator))
  const mediaIds = [await mediaOf(opened), await mediaOf(second), foreign]
  expect(await recordUnblur(team.moderator, { mediaIds })).toEqual({ recorded: 2 })
  expect(
    await db.owner`select 1 from audit_events where team_id = ${other.teamId} and type = 'media.unblurred'`,
  ).toEqual([])
  await expectRefusal(recordUnblur(team.moderator, { mediaIds: [foreign] }), 'not_found')
  await expectRefusal(recordUnblur(team.moderator, { mediaIds: [crypto.randomUUID()] }), 'not_found')
})

test('only members, and only some at once', async () => {
  const mediaIds = [await mediaOf(opened)]
  await expectRefusal(recordUnblur(team.worker, { mediaIds }), 'forbidden')
  await expectRefusal(recordUnblur(team.operator, { mediaIds }), 'forbidden')
  await expectRefusal(recordUnblur(team.moderator, { mediaIds: [] }), 'bad_request')
  const many = Array.from({ length: 101 }, () => crypto.randomUUID())
  await expectRefusal(recordUnblur(team.moderator, { mediaIds: many }), 'bad_request')
  expect(await told()).toHaveLength(0)
})

test('it is a look: folded in timelines, hidden and counted with looks', () => {
  expect(isLook('media.unblurred')).toBe(true)
})
