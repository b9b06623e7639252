import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { incomingFolder } from '@/lib/media/folders'
import { dropFile, keepFile, newStoreKey } from '@/lib/media/keep-file'
import { mediaStore } from '@/lib/media/store'
import { dataFolder, mediaFiles } from '../support/data-folder'

const store = mediaStore('disk')
const teamId = crypto.randomUUID()

async function put(content: string): Promise<string> {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, content, { mode: 0o644 })
  const key = newStoreKey(teamId, crypto.randomUUID())
  await store.put(from, key)
  expect(fs.existsSync(from)).toBe(false)
  return key
}

test('what is put can be read whole, in part, and as a local file', async () => {
  const key = await put('0123456789')
  expect((await buffer(await store.open(key))).toString()).toBe('0123456789')
  expect((await buffer(await store.open(key, { start: 2, end: 4 }))).toString()).toBe('234')
  expect(await store.size(key)).toBe(10)
  const local = await store.localPath(key, dataFolder)
  expect(fs.readFileSync(local, 'utf8')).toBe('0123456789')
  expect(fs.statSync(local).mode & 0o777).toBe(0o600)
  expect(fs.statSync(path.dirname(local)).mode & 0o777).toBe(0o700)
})

test('what is deleted is gone, and deleting it again is no failure', async () => {
  const key = await put('x')
  await store.delete(key)
  expect(await store.size(key)).toBeNull()
  await expect(store.open(key)).rejects.toThrow()
  await expect(store.localPath(key, dataFolder)).rejects.toThrow()
  await store.delete(key)
  await store.delete(newStoreKey(crypto.randomUUID(), crypto.randomUUID()))
})

test('a key that is not ours reaches no file', async () => {
  for (const key of ['../postgres.secret', `${teamId}/../../x`, '/etc/passwd', `${teamId}/aa/../${teamId}`, '']) {
    await expect(store.open(key), key).rejects.toThrow(/not a key/)
    await expect(store.size(key), key).rejects.toThrow(/not a key/)
    await expect(store.delete(key), key).rejects.toThrow(/not a key/)
  }
})

test('a team’s files are listed, and no other’s', async () => {
  const key = await put('x')
  const keysOf = async (id: string) => {
    const keys: string[] = []
    for await (const each of store.list(id)) keys.push(each.key)
    return keys
  }
  expect(await keysOf(teamId)).toContain(key)
  expect(await keysOf(crypto.randomUUID())).toEqual([])
})

test('a kept file can be dropped again', async () => {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, 'abc')
  const file = await keepFile(teamId, {
    path: from,
    mediaType: 'image',
    contentType: 'image/png',
    filename: '../a.png',
    sizeBytes: 3,
    sha256: '0',
    sealedWith: null,
  })
  expect(file.storeKey).toBe(`${teamId}/${file.id.slice(0, 2)}/${file.id}`)
  expect(mediaFiles()).toContain(file.storeKey)
  await dropFile(file)
  expect(mediaFiles()).not.toContain(file.storeKey)
})

test('a file that cannot be kept does not stay in the incoming folder', async () => {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, 'abc')
  const file = {
    path: from,
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'a.png',
    sizeBytes: 3,
    sha256: '0',
    sealedWith: null,
  } as const
  await expect(keepFile('not-a-team', file)).rejects.toThrow()
  expect(fs.existsSync(from)).toBe(false)
})
