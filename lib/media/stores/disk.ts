import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { now } from '@/lib/clock'
import { mediaFolder } from '../folders'
import type { ByteRange, MediaStore } from '../store'
import { isStoreKey, requireStoreKey } from './store-key'

/** Files in DATA_DIR/media, readable by this server's user alone. */
export const diskStore: MediaStore = {
  name: 'disk',
  // DATA_DIR may be moved: its media goes with it.
  fingerprint: null,

  async put(from, key) {
    const to = pathOf(key)
    const folder = path.dirname(to)
    const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 })
    await fs.chmod(from, 0o600)
    // The sweep goes by this until there is a row, and the bytes may have come long ago.
    await fs.utimes(from, now(), now())
    await sync(from)
    await fs.rename(from, to)
    // A name is durable only once its folder is; a new folder's name, once the one above is.
    await sync(folder)
    if (made) for (const above of [path.dirname(folder), mediaFolder()]) await sync(above)
  },

  async open(key: string, range?: ByteRange) {
    const file = await fs.open(pathOf(key), 'r')
    return createReadStream('', { fd: file, ...range })
  },

  async size(key) {
    const found = await fs.stat(pathOf(key)).catch(absent)
    return found?.size ?? null
  },

  async localPath(key) {
    await fs.access(pathOf(key))
    return pathOf(key)
  },

  async delete(key) {
    const file = pathOf(key)
    await fs.rm(file, { force: true })
    await sync(path.dirname(file)).catch(absent)
    if (await fs.stat(file).catch(absent)) throw new Error(`${key} is still in the store after its deletion`)
  },

  async *list(teamId) {
    const top = path.join(mediaFolder(), teamId)
    for (const folder of (await fs.readdir(top).catch(absent)) ?? []) {
      for (const name of (await fs.readdir(path.join(top, folder)).catch(absent)) ?? []) {
        const key = `${teamId}/${folder}/${name}`
        const found = await fs.stat(path.join(top, folder, name)).catch(absent)
        if (found?.isFile() && isStoreKey(key)) yield { key, modifiedAt: found.mtime }
      }
    }
  },
}

function pathOf(key: string): string {
  return path.join(mediaFolder(), requireStoreKey(key, 'disk'))
}

/** Writes through to the disk: a file's bytes, or a folder's names. */
async function sync(target: string): Promise<void> {
  const handle = await fs.open(target, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
