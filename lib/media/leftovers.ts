import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { incomingFolder } from './folders'
import { newStoreKey } from './keep-file'
import { mediaStore, type StoredCopy, storeHolding, storeNames } from './store'

/**
 * Deletes everything in a folder whose name begins with one of `beginnings`, and looks again. Throws when something is
 * still there. A folder that does not exist holds nothing.
 */
export async function removeBeginning(folder: string, beginnings: string[]): Promise<void> {
  for (const name of await namesIn(folder, beginnings))
    await fs.rm(path.join(folder, name), { recursive: true, force: true })
  if ((await namesIn(folder, beginnings)).length > 0) throw new Error('something is still there after its deletion')
}

async function namesIn(folder: string, beginnings: string[]): Promise<string[]> {
  const names = await fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
}

/** How the files begin that fetches for a detection make in the incoming folder. */
export function fetchedBeginning(detectionId: string): string {
  return `fetch-${detectionId}-`
}

const Stored = z.object({ store: z.enum(storeNames), storeFingerprint: z.string().nullable() })

/**
 * Notes where and under which id a file that was fetched for a detection is about to be stored: were the worker killed
 * before the file has a row, nobody else would know whose it is. Answers the way to take the note back once there is a row.
 */
export async function noteStoring(detectionId: string, mediaId: string): Promise<() => Promise<void>> {
  const note = path.join(await incomingFolder(), `${fetchedBeginning(detectionId)}${mediaId}${noteEnd}`)
  const { name: store, fingerprint: storeFingerprint } = mediaStore(env().MEDIA_STORE)
  const stored: StoredCopy = { store, storeFingerprint }
  await fs.writeFile(note, JSON.stringify(stored), { mode: 0o600 })
  return () => fs.rm(note, { force: true })
}

const noteEnd = '.stored'

/**
 * Deletes what fetches for these detections left when their worker was killed, in the incoming folder or stored without
 * a row, and looks again. Throws when something is still there.
 */
export async function removeFetched(teamId: string, detectionIds: string[]): Promise<void> {
  const folder = await incomingFolder()
  const beginnings = detectionIds.map(fetchedBeginning)
  for (const name of await namesIn(folder, beginnings)) {
    const mediaId = name.slice(-36 - noteEnd.length, -noteEnd.length)
    if (!name.endsWith(noteEnd)) continue
    await (await storeNoted(path.join(folder, name))).delete(newStoreKey(teamId, mediaId))
  }
  await removeBeginning(folder, beginnings)
}

/** The store that a note names; the present one where it was cut off, or is from before it named any. */
async function storeNoted(note: string) {
  const text = await fs.readFile(note, 'utf8')
  const stored = Stored.safeParse(text.endsWith('}') ? JSON.parse(text) : null)
  return stored.success ? storeHolding(stored.data) : mediaStore(env().MEDIA_STORE)
}
