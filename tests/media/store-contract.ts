import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { incomingFolder } from '@/lib/media/folders'
import { newStoreKey } from '@/lib/media/keep-file'
import type { MediaStore } from '@/lib/media/store'
import { dataFolder } from '../support/data-folder'

export interface ContractOptions {
  /** A key of the store's own kind; `newStoreKey`'s unless given. */
  newKey?(teamId: string): string
  /** Makes the next delete of a key fail, or leave its bytes where they are; undone by the function it answers. */
  breakDelete(key: string): () => void
}

/** What every media store keeps, whatever it is made of. `open` is called once, before the first test. */
export function storeContract(name: string, open: () => Promise<MediaStore>, options: ContractOptions): void {
  describe(name, () => {
    const teamId = crypto.randomUUID()
    const newKey = options.newKey ?? ((team: string) => newStoreKey(team, crypto.randomUUID()))
    let store: MediaStore
    beforeAll(async () => {
      store = await open()
    })

    async function put(content: string | Buffer, team = teamId): Promise<string> {
      const from = path.join(await incomingFolder(), crypto.randomUUID())
      fs.writeFileSync(from, content)
      const key = newKey(team)
      await store.put(from, key)
      expect(fs.existsSync(from)).toBe(false)
      return key
    }
    async function keysOf(team: string): Promise<string[]> {
      const keys: string[] = []
      for await (const each of store.list(team)) keys.push(each.key)
      return keys.sort()
    }
    function workFolder(): string {
      return fs.mkdtempSync(path.join(dataFolder, 'work-'))
    }

    test('what is put can be read whole, in part, and as a local file', async () => {
      const key = await put('0123456789')
      expect((await buffer(await store.open(key))).toString()).toBe('0123456789')
      expect((await buffer(await store.open(key, { start: 2, end: 4 }))).toString()).toBe('234')
      expect((await buffer(await store.open(key, { start: 9, end: 9 }))).toString()).toBe('9')
      expect(await store.size(key)).toBe(10)
      const local = await store.localPath(key, workFolder())
      expect(fs.readFileSync(local, 'utf8')).toBe('0123456789')
      expect(fs.statSync(local).mode & 0o077).toBe(0)
    })

    test('a file of 20 MB and a bit comes back as it went in', async () => {
      const bytes = crypto.randomBytes(20 * 1024 * 1024 + 17)
      const key = await put(bytes)
      expect(await store.size(key)).toBe(bytes.length)
      const local = await store.localPath(key, workFolder())
      expect(fs.readFileSync(local).equals(bytes)).toBe(true)
      const start = 8 * 1024 * 1024 - 5
      const across = await buffer(await store.open(key, { start, end: start + 9 }))
      expect(across.equals(bytes.subarray(start, start + 10))).toBe(true)
      await store.delete(key)
    })

    test('many at once', async () => {
      const keys = await Promise.all(Array.from({ length: 12 }, (_, i) => put(`file ${i}`)))
      const read = await Promise.all(keys.map(async (key) => (await buffer(await store.open(key))).toString()))
      expect(read).toEqual(keys.map((_, i) => `file ${i}`))
      await Promise.all(keys.map((key) => store.delete(key)))
      for (const key of keys) expect(await store.size(key)).toBeNull()
    })

    test('what is deleted is gone, and deleting it again is no failure', async () => {
      const key = await put('x')
      await store.delete(key)
      expect(await store.size(key)).toBeNull()
      await expect(store.open(key)).rejects.toThrow()
      await expect(store.open(key, { start: 0, end: 0 })).rejects.toThrow()
      const folder = workFolder()
      await expect(store.localPath(key, folder)).rejects.toThrow()
      expect(fs.readdirSync(folder)).toEqual([])
      expect(await keysOf(teamId)).not.toContain(key)
      await store.delete(key)
    })

    test('what was never there is no size and no failure to delete', async () => {
      const key = newKey(crypto.randomUUID())
      expect(await store.size(key)).toBeNull()
      await expect(store.open(key)).rejects.toThrow()
      await store.delete(key)
    })

    test('a deletion that did not work is an error, and can be repeated', async () => {
      const key = await put('x')
      const mend = options.breakDelete(key)
      await expect(store.delete(key)).rejects.toThrow()
      mend()
      expect(await store.size(key)).toBe(1)
      await store.delete(key)
      expect(await store.size(key)).toBeNull()
    })

    test('a team’s files are listed with their age, and no other’s', async () => {
      const [team, other] = [crypto.randomUUID(), crypto.randomUUID()]
      const keys = [await put('a', team), await put('b', team), await put('c', team)].sort()
      const foreign = await put('d', other)
      expect(await keysOf(team)).toEqual(keys)
      expect(await keysOf(other)).toEqual([foreign])
      expect(await keysOf(crypto.randomUUID())).toEqual([])
      for await (const { modifiedAt } of store.list(team)) {
        expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(60_000)
      }
    })

    test('a key that is not ours reaches nothing', async () => {
      const nowhere = path.join(await incomingFolder(), crypto.randomUUID())
      fs.writeFileSync(nowhere, 'x')
      for (const key of ['../postgres.secret', `${teamId}/../../x`, '/etc/passwd', `${teamId}/aa/../${teamId}`, '']) {
        await expect(store.put(nowhere, key), key).rejects.toThrow(/not a key/)
        await expect(store.open(key), key).rejects.toThrow(/not a key/)
        await expect(store.size(key), key).rejects.toThrow(/not a key/)
        await expect(store.localPath(key, workFolder()), key).rejects.toThrow(/not a key/)
        await expect(store.delete(key), key).rejects.toThrow(/not a key/)
      }
      fs.rmSync(nowhere)
    })

    test('a file that is not there cannot be put, and leaves nothing', async () => {
      const key = newKey(teamId)
      await expect(store.put(path.join(dataFolder, 'nowhere'), key)).rejects.toThrow()
      expect(await store.size(key)).toBeNull()
    })
  })
}
