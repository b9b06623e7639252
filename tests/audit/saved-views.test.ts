import { beforeAll, describe, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { listViews } from '@/lib/audit/list-views'
import { removeView } from '@/lib/audit/remove-view'
import { saveView } from '@/lib/audit/save-view'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

useTestDatabase()
let team: TestTeam
let other: TestTeam
beforeAll(async () => {
  ;[team, other] = [await makeTeam(), await makeTeam()]
})

const view = (change: Partial<Parameters<typeof saveView>[1]> = {}) => ({
  page: 'audit' as const,
  name: 'Failures',
  query: 'type=member.sign_in_failed&period=week',
  shared: 'me' as const,
  ...change,
})
const namesFor = async (who: TestTeam['manager']) => (await listViews(who, { page: 'audit' })).map(({ name }) => name)

describe('a view', () => {
  test('is its keeper’s own, or the team’s', async () => {
    const { viewId } = await saveView(team.manager, view())
    await saveView(team.manager, view({ name: 'Exports', shared: 'team' }))
    expect(await namesFor(team.manager)).toEqual(['Exports', 'Failures'])
    expect(await namesFor(team.admin)).toEqual(['Exports'])
    expect(await namesFor(other.manager)).toEqual([])
    const [shared] = await listViews(team.admin, { page: 'audit' })
    expect(shared).toMatchObject({ mine: false, memberName: 'Max Manager', mayRemove: true })
    const { entries } = await listEvents(team.manager, { types: ['view.saved'] })
    expect(entries.map(({ facts }) => facts.viewId)).toContain(viewId)
    // Its name is a person's own words and stays out of the trail.
    expect(JSON.stringify(entries)).not.toContain('Failures')
  })

  test('needs a name of its own', async () => {
    await expectRefusal(saveView(team.manager, view({ name: 'failures' })), 'conflict', /already/)
    await expectRefusal(saveView(team.manager, view({ name: '   ' })), 'bad_request', /name/i)
    await expectRefusal(saveView(team.manager, view({ name: 'x'.repeat(81) })), 'bad_request')
    await expectRefusal(saveView(team.manager, view({ name: 'long', query: 'a'.repeat(2001) })), 'bad_request')
    await saveView(team.admin, view())
  })

  test('is removed by its keeper; a shared one also by an admin, by nobody else', async () => {
    const mine = await saveView(team.manager, view({ name: 'Mine' }))
    const ours = await saveView(team.manager, view({ name: 'Ours', shared: 'team' }))
    const admins = await saveView(team.admin, view({ name: 'Admins', shared: 'team' }))
    await expectRefusal(removeView(team.admin, mine), 'not_found')
    await expectRefusal(removeView(team.manager, admins), 'not_found')
    await expectRefusal(removeView(other.admin, ours), 'not_found')
    await removeView(team.admin, ours)
    await removeView(team.manager, mine)
    await expectRefusal(removeView(team.manager, mine), 'not_found')
    expect(await namesFor(team.manager)).not.toContain('Ours')
    const { entries } = await listEvents(team.manager, { types: ['view.removed'] })
    expect(entries.map(({ facts }) => facts.viewId)).toEqual([mine.viewId, ours.viewId])
  })

  test('of the trail is nothing for moderators, one of the queue is', async () => {
    await expectRefusal(saveView(team.moderator, view()), 'forbidden', /trail/)
    await expectRefusal(listViews(team.moderator, { page: 'audit' }), 'forbidden', /trail/)
    await saveView(team.moderator, view({ page: 'queue', query: 'state=waiting' }))
    expect(await listViews(team.moderator, { page: 'queue' })).toHaveLength(1)
    await expectRefusal(listViews(team.operator, { page: 'queue' }), 'forbidden')
  })

  test('is one of at most fifty', async () => {
    for (let n = 0; n < 50; n++) await saveView(other.admin, view({ name: `View ${n}` }))
    await expectRefusal(saveView(other.admin, view({ name: 'One more' })), 'conflict', /50/)
  })
})
