import fs from 'node:fs/promises'
import path from 'node:path'
import { incomingFolder } from './folders'

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

/** Deletes what fetches for these detections left in the incoming folder when their worker was killed. Throws as above. */
export async function removeFetched(detectionIds: string[]): Promise<void> {
  await removeBeginning(await incomingFolder(), detectionIds.map(fetchedBeginning))
}
