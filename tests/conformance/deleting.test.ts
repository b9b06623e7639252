import { expect, test } from 'vitest'
import { call, desk, detect, detectAndWait, ended } from './client'
import { png, sample } from './samples'

const gone = { status: 404, body: { message: 'Detect not found' } }

test('DELETE takes a detection from get and list at once, and its media with it', async () => {
  const { uuid, url } = await detectAndWait({ file: await png() })
  const answer = await call('DELETE', `/detect/${uuid}`)
  expect(answer).toMatchObject({ status: 200, body: { success: true, message: expect.any(String) } })
  expect(await call('GET', `/detect/${uuid}`)).toMatchObject(gone)
  const { items } = (await call('GET', '/detect', { query: { page: '1', page_size: '1000' } })).body
  expect(items.map((item: { uuid: string }) => item.uuid)).not.toContain(uuid)
  expect(await call('DELETE', `/detect/${uuid}`)).toMatchObject(gone)
  expect(await call('GET', `/detect/${uuid}/feedback`)).toMatchObject({ status: 404 })
  expect(await call('POST', `/detects/${uuid}/intelligence`, { json: { query: 'Why?' } })).toMatchObject(gone)
  expect((await fetch(url)).status).not.toBe(200)
})

test('DELETE works by every spelling of the uuid, with a key that may only delete', async () => {
  const { uuid } = await detectAndWait({ file: await png() })
  const dashed = uuid.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  expect(await call('DELETE', `/detect/${dashed}`, { key: desk.keys.delete })).toMatchObject({ status: 200 })
  expect(await call('GET', `/detect/${uuid}`)).toMatchObject(gone)
})

test('one that is still being analysed can be deleted', async () => {
  const { uuid } = await detect({ file: await sample('webm') })
  expect(await call('DELETE', `/detect/${uuid}`)).toMatchObject({ status: 200 })
  expect(await call('GET', `/detect/${uuid}`)).toMatchObject(gone)
})

test('another team, or a key without the scope, deletes nothing', async () => {
  const { uuid } = await detect({ file: await png() })
  expect(await call('DELETE', `/detect/${uuid}`, { key: desk.keys.stranger })).toMatchObject(gone)
  expect(await call('DELETE', `/detect/${uuid}`, { key: desk.keys.submit })).toMatchObject({ status: 403 })
  expect((await ended(uuid)).status).toBe('completed')
})
