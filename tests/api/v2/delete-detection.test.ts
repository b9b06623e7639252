import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import { DELETE } from '@/app/api/v2/detect/[uuid]/route'
import { env } from '@/lib/env'
import { type Answer, type Caller, detectUrl, makeCaller, readOne, readPage } from '../../support/api'
import { useTestDatabase } from '../../support/database'
import { openTestCase, openWaitingCase } from '../../support/rows'

const db = useTestDatabase()
let caller: Caller

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  caller = await makeCaller(['read', 'submit', 'delete'])
})

async function remove({ auth }: Caller, uuid: string): Promise<Answer> {
  const request = new Request(`${detectUrl}/${uuid}`, { method: 'DELETE', headers: auth })
  const response = await DELETE(request, { params: Promise.resolve({ uuid }) })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const unknown = { status: 404, body: { success: false, message: 'Detect not found', error: 'Detect not found' } }

test('a deleted detection is gone from get and list at once', async () => {
  const { detectionId } = await openWaitingCase(caller.team.moderator)
  const other = await openWaitingCase(caller.team.moderator)
  const before = (await readPage(caller, '?page=1')).body.total_count
  const uuid = detectionId.replaceAll('-', '')
  expect(await remove(caller, uuid)).toMatchObject({
    status: 200,
    body: { success: true, message: 'Detection deleted' },
  })
  expect(await readOne(caller, uuid)).toMatchObject(unknown)
  const page = (await readPage(caller, '?page=1')).body
  expect(page.total_count).toBe(before - 1)
  const uuids = page.items.map((item: { uuid: string }) => item.uuid)
  expect(uuids).not.toContain(uuid)
  expect(uuids).toContain(other.detectionId.replaceAll('-', ''))
  expect(await remove(caller, uuid)).toMatchObject(unknown)
})

test('also one that is being analysed', async () => {
  const { detectionId } = await openTestCase(caller.team.moderator)
  expect((await remove(caller, detectionId.toUpperCase())).status).toBe(200)
  expect(await readOne(caller, detectionId)).toMatchObject(unknown)
})

test('another team’s, an unknown one and nonsense answer alike', async () => {
  const stranger = await makeCaller(['read', 'submit', 'delete'])
  const { detectionId } = await openWaitingCase(caller.team.moderator)
  for (const uuid of [detectionId, crypto.randomUUID(), 'nonsense']) {
    expect(await remove(stranger, uuid)).toMatchObject(unknown)
  }
  expect((await readOne(caller, detectionId)).status).toBe(200)
})

test('a key needs the scope for it', async () => {
  const reader = await makeCaller(['read', 'submit'], caller.team)
  const { detectionId } = await openWaitingCase(caller.team.moderator)
  const refused = await remove(reader, detectionId)
  expect(refused).toMatchObject({ status: 403, body: { success: false, message: expect.stringContaining('"delete"') } })
  expect((await readOne(caller, detectionId)).status).toBe(200)
})
