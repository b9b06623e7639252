import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { openCase } from '@/lib/cases/open-case'
import { openCaseFromUrl } from '@/lib/cases/open-case-from-url'
import { openSampleCases } from '@/lib/cases/open-sample-cases'
import { readCase } from '@/lib/cases/read-case'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { env } from '@/lib/env'
import { readPortalRules, readRules } from '@/lib/retention/read-rules'
import { usualRules } from '@/lib/retention/retention-rules'
import { setRules } from '@/lib/retention/set-rules'
import '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  env().DATABASE_APP_URL = db.appUrl
  team = await makeTeam()
})

const minutes = (at: Date | null, since: Date) => at && Math.round((at.getTime() - since.getTime()) / 60_000)
const sealed = (teamId: string) => storedFile(teamId, { sealedWith: Buffer.alloc(32, 7) })
const key = (): Actor => ({ kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['submit'] })

test('until somebody says otherwise the usual rules hold, and whoever hands in is told their part', async () => {
  expect(await readRules(team.manager, {})).toEqual(usualRules)
  expect(await readPortalRules(team.moderator, {})).toEqual({
    portalDefault: false,
    portalRule: false,
    portalWindow: 1440,
    keepSeenHash: false,
    sentElsewhere: false,
  })
  await expectRefusal(readRules(team.moderator, {}), 'forbidden')
})

test('an admin changes them, and the trail says what was and what is', async () => {
  const after = { portalDefault: true, portalRule: false, portalWindow: 90, apiWindow: 60, keepSeenHash: true }
  expect(await setRules(team.admin, after)).toEqual(after)
  expect(await readRules(team.manager, {})).toEqual(after)
  // Nothing changed: nothing to tell.
  await setRules(team.admin, after)
  const { entries } = await listEvents(team.manager, { types: ['retention.changed'] })
  expect(entries.map(({ facts }) => facts)).toEqual([{ before: usualRules, after }])
  for (const actor of [team.manager, team.moderator, team.operator, team.worker])
    await expectRefusal(setRules(actor, after), 'forbidden')
})

test('a window is whole minutes, from 0 to 7 days', async () => {
  for (const portalWindow of [0, 10_080]) expect(await setRules(team.admin, { ...usualRules, portalWindow }))
  for (const apiWindow of [-1, 10_081, 1.5, Number.NaN])
    await expectRefusal(setRules(team.admin, { ...usualRules, apiWindow }), 'bad_request')
})

test('hashes that were kept go when they shall not be kept any more', async () => {
  await setRules(team.admin, { ...usualRules, keepSeenHash: true })
  const { caseId } = await openTestCase(team.moderator)
  await db.owner`insert into seen_hashes (team_id, hash, case_id) values (${team.teamId}, 'ab', ${caseId})`
  await setRules(team.admin, { ...usualRules, keepSeenHash: true, portalWindow: 5 })
  expect(await db.owner`select 1 from seen_hashes where team_id = ${team.teamId}`).toHaveLength(1)
  await setRules(team.admin, usualRules)
  expect(await db.owner`select 1 from seen_hashes where team_id = ${team.teamId}`).toHaveLength(0)
})

test('the deadline of a case follows from the rules at its hand-in, by the door it came through', async () => {
  const open = async (actor: Parameters<typeof openCase>[0], zeroRetention = true) => {
    const { number } = await openCase(actor, {
      source: actor.kind === 'member' ? 'upload' : 'api',
      title: 'a.png',
      file: sealed(team.teamId),
      parameters: DetectionParameters.parse({}),
      zeroRetention,
    })
    const { case: found } = await readCase(team.moderator, { number })
    return { reason: found.purgeReason, minutes: minutes(found.purgeAfter, found.createdAt) }
  }
  expect(await open(team.moderator)).toEqual({ reason: 'zero_retention', minutes: 1440 })
  expect(await open(key())).toEqual({ reason: 'zero_retention', minutes: null })
  await setRules(team.admin, { ...usualRules, portalWindow: 0, apiWindow: 30 })
  expect(await open(team.moderator)).toEqual({ reason: 'zero_retention', minutes: 0 })
  expect(await open(key())).toEqual({ reason: 'zero_retention', minutes: 30 })
  expect(await open(team.moderator, false)).toEqual({ reason: null, minutes: null })
})

test('the team’s rule holds for people and not for programs, and not for the sample cases', async () => {
  await setRules(team.admin, { ...usualRules, portalRule: true })
  // An address: switched on without being asked for.
  const { number } = await openCaseFromUrl(team.moderator, {
    url: 'https://93.184.215.14/picture.jpg',
    parameters: DetectionParameters.parse({}),
  })
  expect((await readCase(team.moderator, { number })).case).toMatchObject({ zeroRetention: true, retention: 'due' })
  // Whatever door a file comes through: without it there is no case.
  await expectRefusal(openTestCase(team.moderator), 'conflict', /keeps nothing/)
  const overApi = await openTestCase(key(), { source: 'api' })
  expect((await readCase(team.moderator, { number: overApi.number })).case.zeroRetention).toBe(false)
  const { numbers } = await openSampleCases(team.moderator)
  expect((await readCase(team.moderator, { number: numbers[0]! })).case.zeroRetention).toBe(false)
})
