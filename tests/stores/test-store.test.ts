import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { DocketError } from '@/lib/errors'
import type { MediaStore } from '@/lib/media/store'
import { diskStore } from '@/lib/media/stores/disk'
import { readStores } from '@/lib/stores/read-stores'
import { testStore } from '@/lib/stores/test-store'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, storedFile } from '../support/rows'

const held = useTestDatabase()

async function filesOf(teamId: string): Promise<number> {
  let files = 0
  for await (const _ of diskStore.list(teamId)) files++
  return files
}

test('a store that works is written to, read, and left as it was', async () => {
  const team = await makeTeam()
  const found = await testStore(team.admin, diskStore)
  expect(found).toMatchObject({ store: 'disk', ok: true })
  expect(found.steps.map(({ step, ok }) => [step, ok])).toEqual([
    ['written', true],
    ['read', true],
    ['deleted', true],
    ['gone', true],
  ])
  expect(await filesOf(team.teamId)).toBe(0)
  const { entries } = await listEvents(team.admin, { types: ['store.tested'] })
  expect(entries).toMatchObject([{ facts: { store: 'disk', ok: true } }])
})

const broken: [string, Partial<MediaStore>, RegExp][] = [
  ['written', { put: () => Promise.reject(new DocketError('unavailable', 'It refused.')) }, /^It refused\.$/],
  ['read', { open: async () => Readable.from([Buffer.from('other')]) }, /did not come back/],
  ['deleted', { delete: () => Promise.reject(new Error('kept')) }, /could not be deleted/],
  ['gone', { size: async () => 1024 }, /still there/],
]

test.each(broken)('a store where nothing is %s as it should says so, and the trail too', async (step, fault, says) => {
  const team = await makeTeam()
  const found = await testStore(team.admin, { ...diskStore, ...fault })
  expect(found.ok).toBe(false)
  expect(found.steps.at(-1)).toMatchObject({ step, ok: false, says: expect.stringMatching(says) })
  if (step !== 'deleted') expect(await filesOf(team.teamId)).toBe(0)
  const { entries } = await listEvents(team.admin, { types: ['store.tested'] })
  expect(entries).toMatchObject([{ facts: { ok: false } }])
})

test('admins test it, managers see it, moderators neither', async () => {
  const team = await makeTeam()
  await expectRefusal(testStore(team.manager, diskStore), 'forbidden')
  await expectRefusal(readStores(team.moderator, {}), 'forbidden')
  const { places, freeMegabytes } = await readStores(team.manager, {})
  expect(places).toEqual([{ store: 'disk', where: null, current: true, state: 'ready', files: 0, bytes: 0 }])
  expect(freeMegabytes).toBeGreaterThan(0)
})

test('what lies where is counted for one team, without what was deleted', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await openTestCase(team.admin)
  await openTestCase(other.admin)
  const lost = { store: 's3' as const, storeFingerprint: 's3.amazonaws.com/elsewhere', sizeBytes: 5000 }
  await openTestCase(team.admin, { file: storedFile(team.teamId, lost) })
  const gone = storedFile(team.teamId)
  await openTestCase(team.admin, { file: gone })
  await held.owner`update media set deleted_at = now() where id = ${gone.id}`
  expect((await readStores(team.admin, {})).places).toEqual([
    { store: 'disk', where: null, current: true, state: 'ready', files: 1, bytes: 1234 },
    { store: 's3', where: 's3.amazonaws.com/elsewhere', current: false, state: 'unset', files: 1, bytes: 5000 },
  ])
})
