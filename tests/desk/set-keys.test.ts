import crypto from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { readKeys } from '@/lib/desk/read-keys'
import { setKeys } from '@/lib/desk/set-keys'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
beforeEach(async () => {
  team = await makeTeam()
})

const told = () =>
  db.owner`select facts from audit_events where team_id = ${team.teamId} and type = 'preferences.changed' order by id`

test('a person keeps keys of their own, which are nobody else’s', async () => {
  expect(await readKeys(team.moderator, {})).toEqual({})
  await setKeys(team.moderator, { keys: { next: 'w', pin: 'y' } })
  expect(await readKeys(team.moderator, {})).toEqual({ next: 'w', pin: 'y' })
  expect(await readKeys(team.admin, {})).toEqual({})
  await setKeys(team.moderator, { keys: { next: 'k', previous: 'j' } })
  expect(await readKeys(team.moderator, {})).toEqual({ next: 'k', previous: 'j' })
})

test('only what differs from the usual keys is kept, and only a change is told', async () => {
  await setKeys(team.moderator, { keys: { next: 'j', pin: 'y' } })
  await setKeys(team.moderator, { keys: { pin: 'y' } })
  await setKeys(team.moderator, { keys: {} })
  expect(await readKeys(team.moderator, {})).toEqual({})
  expect((await told()).map(({ facts }) => facts)).toEqual([
    { before: { keys: {} }, after: { keys: { pin: 'y' } } },
    { before: { keys: { pin: 'y' } }, after: { keys: {} } },
  ])
})

test('other preferences of the person stay', async () => {
  const { teamId } = team
  const memberId = (team.moderator as { memberId: string }).memberId
  await db.owner`insert into member_preferences (team_id, member_id, blur) values (${teamId}, ${memberId}, true)`
  await setKeys(team.moderator, { keys: { pin: 'y' } })
  const rows = await db.owner`select blur, keys from member_preferences where member_id = ${memberId}`
  expect([...rows]).toEqual([{ blur: true, keys: { pin: 'y' } }])
})

test('a key with two uses is refused with a sentence for each of them, and nothing is changed', async () => {
  const refused = setKeys(team.moderator, { keys: { next: 'p' } })
  await expectRefusal(refused, 'bad_request', /“p” is already the key for “Pin as an exhibit”/)
  await expect(refused).rejects.toMatchObject({
    fields: { next: [expect.stringContaining('Pin')], pin: [expect.stringContaining('Next case')] },
  })
  expect(await readKeys(team.moderator, {})).toEqual({})
  expect(await told()).toHaveLength(0)
})

test('keys of the browser, fixed ones and unknown actions are refused', async () => {
  await expectRefusal(setKeys(team.moderator, { keys: { next: 'Enter' } }), 'bad_request', /belong to the browser/)
  await expectRefusal(setKeys(team.moderator, { keys: { next: 'J' } }), 'bad_request', /without Shift/)
  await expectRefusal(setKeys(team.moderator, { keys: { submit: 'y' } }), 'bad_request', /same for everybody/)
  await expectRefusal(setKeys(team.moderator, { keys: { nonsense: 'y' } }), 'bad_request', /no action called/)
})

test('neither keys of the API nor the worker have a keyboard', async () => {
  const key = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['read'] } as never
  await expectRefusal(setKeys(key, { keys: {} }), 'forbidden')
  await expectRefusal(setKeys(team.worker, { keys: {} }), 'forbidden')
})
