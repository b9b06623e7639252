import { expect, test } from 'vitest'
import { auditPageSize, listEvents } from '@/lib/audit/list-events'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

useTestDatabase()

test('older and newer lead through the whole trail and back without a gap', async () => {
  const team = await makeTeam()
  for (let i = 0; i < 60; i++) await openTestCase(team.moderator)
  const pages = [await listEvents(team.manager, {})]
  for (let last = pages[0]; last?.hasOlder; last = pages.at(-1)) {
    pages.push(await listEvents(team.manager, { before: last.entries.at(-1)?.id ?? null }))
  }
  const ids = pages.flatMap((page) => page.entries.map((entry) => entry.id))
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  // Opened and started for each case; the team and its three people before that.
  expect(ids).toHaveLength(60 * 2 + 4)
  expect(pages[0]).toMatchObject({ hasNewer: false, hasOlder: true })
  expect(pages.at(-1)).toMatchObject({ hasNewer: true, hasOlder: false })

  const back = await listEvents(team.manager, { after: pages[2]?.entries[0]?.id ?? null })
  expect(back.entries.map((entry) => entry.id)).toEqual(pages[1]?.entries.map((entry) => entry.id))
  expect(back).toMatchObject({ hasNewer: true, hasOlder: true })
  expect(back.entries).toHaveLength(auditPageSize)
  const newest = await listEvents(team.manager, { after: pages[1]?.entries[0]?.id ?? null })
  expect(newest).toMatchObject({ hasNewer: false, hasOlder: true })
})

test('a moderator does not read the trail', async () => {
  await expectRefusal(listEvents((await makeTeam()).moderator, {}), 'forbidden', /trail/)
})
