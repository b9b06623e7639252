import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { countEvents } from '@/lib/audit/count-events'
import { listEvents } from '@/lib/audit/list-events'
import { recordLook } from '@/lib/audit/record-look'
import { claimCase } from '@/lib/cases/claim-case'
import { saveQueue } from '@/lib/queues/save-queue'
import { makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

useTestDatabase()

let team: TestTeam
let other: TestTeam
let keyId: string

beforeAll(async () => {
  const caller = await makeCaller(['read', 'submit'])
  team = caller.team
  keyId = caller.keyId
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['read', 'submit'] }
  other = await makeTeam()
  // Case 1 is the moderator's, 2 the manager's, 3 the key's.
  const { caseId } = await openWaitingCase(team.moderator)
  await openTestCase(team.manager)
  await openTestCase(key)
  await claimCase(team.moderator, { caseId })
  await recordLook(team.manager, { type: 'case.viewed', caseId })
  await openTestCase(other.moderator)
})

const typesOf = async (narrowing: Parameters<typeof listEvents>[1]) =>
  (await listEvents(team.manager, narrowing)).entries.map(({ type }) => type)

describe('what the trail is narrowed by', () => {
  test('kinds of events are alternatives', async () => {
    expect(new Set(await typesOf({ types: ['case.opened', 'case.claimed'] }))).toEqual(
      new Set(['case.opened', 'case.claimed']),
    )
    expect(await typesOf({ types: ['case.opened'] })).toHaveLength(3)
  })

  test('who did it: members, keys, the worker, the operator', async () => {
    const { entries } = await listEvents(team.manager, { actors: [`api-key:${keyId}`] })
    expect(entries.map(({ actorKind, caseNumber }) => [actorKind, caseNumber])).toEqual([
      ['api-key', 3],
      ['api-key', 3],
    ])
    const byWorker = await listEvents(team.manager, { actors: ['worker'] })
    expect(byWorker.entries.length).toBeGreaterThan(0)
    expect(byWorker.entries.every(({ actorKind }) => actorKind === 'worker')).toBe(true)
    const byBoth = await listEvents(team.manager, { actors: ['worker', `member:${team.moderator.memberId}`] })
    expect(new Set(byBoth.entries.map(({ actorKind }) => actorKind))).toEqual(new Set(['worker', 'member']))
    // A member's id is no key's.
    expect(await typesOf({ actors: [`api-key:${team.moderator.memberId}`] })).toEqual([])
  })

  test('the door, the case and the time', async () => {
    expect(new Set((await listEvents(team.manager, { channels: ['api'] })).entries.map((e) => e.channel))).toEqual(
      new Set(['api']),
    )
    const ofCase = await listEvents(team.manager, { caseNumber: 2 })
    expect(ofCase.entries.every(({ caseNumber }) => caseNumber === 2)).toBe(true)
    expect(await typesOf({ caseNumber: 99 })).toEqual([])
    const { entries } = await listEvents(team.manager, {})
    const at = entries[0]?.at ?? new Date()
    expect(await typesOf({ since: new Date(at.getTime() + 1) })).toEqual([])
    expect((await typesOf({ until: new Date(at.getTime() + 1) })).length).toBe(entries.length)
  })

  test('looks can be left out', async () => {
    expect(await typesOf({})).toContain('case.viewed')
    expect(await typesOf({ looks: false })).not.toContain('case.viewed')
    expect(await typesOf({ looks: false, types: ['case.viewed'] })).toEqual([])
  })

  test('facets narrow each other', async () => {
    expect(await typesOf({ types: ['case.opened'], channels: ['api'], caseNumber: 3 })).toEqual(['case.opened'])
    expect(await typesOf({ types: ['case.opened'], channels: ['api'], caseNumber: 1 })).toEqual([])
  })

  test('one entry, by its own id; of another team none', async () => {
    const { entries } = await listEvents(team.manager, { types: ['case.claimed'] })
    const entryId = entries[0]?.uid ?? null
    expect((await listEvents(team.manager, { entryId })).entries).toEqual(entries)
    expect((await listEvents(other.manager, { entryId })).entries).toEqual([])
  })

  test('what entries are about: whatever their facts name, and of another team nothing', async () => {
    const { entries } = await listEvents(team.manager, { types: ['detection.completed'] })
    const aboutId = String(entries[0]?.facts.detectionId)
    const about = await listEvents(team.manager, { aboutId })
    expect(about.entries.map(({ type }) => type)).toContain('detection.completed')
    expect(about.entries.every(({ facts }) => Object.values(facts).includes(aboutId))).toBe(true)
    expect(about.entries.length).toBeLessThan((await listEvents(team.manager, {})).entries.length)
    expect((await listEvents(other.manager, { aboutId })).entries).toEqual([])
    expect(await typesOf({ aboutId: crypto.randomUUID() })).toEqual([])
  })

  test('what is no such value is refused', async () => {
    const wrong = ['root', "member:' or 1=1", 'member:'] as never[]
    for (const actor of wrong) await expectRefusal(listEvents(team.manager, { actors: [actor] }), 'bad_request')
    await expectRefusal(listEvents(team.manager, { types: ['nonsense' as never] }), 'bad_request')
  })
})

describe('the counts', () => {
  test('are those of the entries that each choice shows', async () => {
    const counts = await countEvents(team.manager, {})
    const { entries } = await listEvents(team.manager, {})
    expect(counts.total).toBe(entries.length)
    expect(counts.capped).toBe(false)
    const sum = (rows: { entries: number }[]) => rows.reduce((all, row) => all + row.entries, 0)
    expect([sum(counts.types), sum(counts.actors), sum(counts.channels)]).toEqual(Array(3).fill(entries.length))
    for (const { kind, id, entries: counted } of counts.actors) {
      const shown = await listEvents(team.manager, { actors: [id ? `${kind}:${id}` : kind] })
      expect(shown.entries, kind).toHaveLength(counted)
    }
    for (const { number, entries: counted } of counts.cases) {
      expect((await listEvents(team.manager, { caseNumber: number })).entries).toHaveLength(counted)
    }
    expect(counts.periods).toMatchObject({ day: entries.length, week: entries.length, month: entries.length })
    expect(counts.looks).toBe(1)
    expect(counts.actors.find(({ id }) => id === keyId)?.name).toBeTruthy()
  })

  test('of what entries are about are of people, queues and keys by name, and of another team nothing', async () => {
    await saveQueue(team.admin, { name: 'Voices', ordering: 'deadline' })
    const { targets } = await countEvents(team.manager, {})
    expect(targets.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['member', 'queue', 'key']))
    for (const { id, name, entries } of targets) {
      expect(name).toBeTruthy()
      expect((await listEvents(team.manager, { aboutId: id })).entries, name).toHaveLength(entries)
    }
    const [first, second] = targets
    const chosen = await countEvents(team.manager, { aboutId: first?.id ?? null })
    expect(chosen.total).toBe(first?.entries)
    expect(chosen.targets).toContainEqual(second)
    const theirs = await countEvents(other.manager, {})
    expect(theirs.targets.some(({ id }) => targets.some((one) => one.id === id))).toBe(false)
  })

  test('of a facet do not heed what is chosen in it, but all others', async () => {
    const counts = await countEvents(team.manager, { channels: ['api'], types: ['case.opened'] })
    expect(counts.total).toBe(1)
    expect(counts.channels.find(({ channel }) => channel === 'portal')?.entries).toBe(2)
    expect(counts.types).toEqual(expect.arrayContaining([{ type: 'detection.started', entries: 1 }]))
    expect(counts.types.some(({ type }) => type === 'case.claimed')).toBe(false)
  })
})

describe('who may', () => {
  test('no moderator reads or counts, no key either', async () => {
    await expectRefusal(countEvents(team.moderator, {}), 'forbidden', /trail/)
    const key = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['read', 'submit', 'delete'] } as const
    await expectRefusal(listEvents({ ...key, scopes: [...key.scopes] }, {}), 'forbidden')
  })

  test('another team sees nothing of it, also by its ids', async () => {
    const theirs = await listEvents(other.manager, { actors: [`member:${team.moderator.memberId}`] })
    expect(theirs.entries).toEqual([])
    const counts = await countEvents(other.manager, {})
    expect(counts.actors.map(({ id }) => id)).not.toContain(team.moderator.memberId)
    expect(counts.cases).toEqual([{ number: 1, entries: 2 }])
  })
})
