import '../support/data-folder'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testConnection } from '@/lib/detect/test-connection'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, runOf, workOne } from '../support/remote-detector'

/* Whatever goes out to a Detect API with its key takes a turn from the bucket that all replicas share. */

const db = useTestDatabase()
const desk = useRemoteDesk()

beforeAll(async () => {
  await db.owner.unsafe(`
    create table turns_taken (at timestamptz default now());
    create function note_turn() returns trigger language plpgsql security definer as
      $$ begin insert into public.turns_taken default values; return null; end $$;
    create trigger note_turn after update of "left" on provider_rates for each row execute function note_turn()`)
})
beforeEach(async () => {
  await db.owner`delete from turns_taken`
})
const turns = async () => (await db.owner`select 1 from turns_taken`).length

test.each([
  ['an image', 'image'],
  ['a sound, whose picture is fetched there', 'audio'],
] as const)('handing over %s and asking about it', async (_name, kind) => {
  const { detectionId } = await openStoredCase(desk.team.moderator, kind)
  await workOne(db, detectionId)
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed' })
  const pictures = desk.api.requests.filter(({ route }) => route === 'GET /pictures/*')
  expect(pictures).toHaveLength(kind === 'audio' ? 1 : 0)
  expect(desk.api.requests.length).toBeGreaterThanOrEqual(2)
  expect(await turns()).toBe(desk.api.requests.length)
})

test('the test of a connection', async () => {
  desk.api.options.finishAfter = 60
  const { url, key } = desk.api
  expect(await testConnection(desk.team.admin, { url, key }, { verdict: 5000, between: 20 })).toMatchObject({
    ok: true,
  })
  expect(desk.api.requests.length).toBeGreaterThanOrEqual(4)
  expect(await turns()).toBe(desk.api.requests.length)
})
