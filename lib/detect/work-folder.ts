import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'

/** A new empty folder for what a run of this detection derives from its media. */
export async function makeWorkFolder(detectionId: string): Promise<string> {
  const above = aboveAll()
  await fs.mkdir(above, { recursive: true, mode: 0o700 })
  return fs.mkdtemp(path.join(above, nameOf(detectionId)))
}

/**
 * Deletes what runs of these detections left behind when their worker was killed, and looks again. Throws when something
 * is still there.
 */
export async function removeWorkFolders(detectionIds: string[]): Promise<void> {
  for (const left of await leftOf(detectionIds)) await fs.rm(left, { recursive: true, force: true })
  if ((await leftOf(detectionIds)).length > 0) throw new Error('a work folder is still there after its deletion')
}

async function leftOf(detectionIds: string[]): Promise<string[]> {
  const names = await fs.readdir(aboveAll()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => detectionIds.some((id) => name.startsWith(nameOf(id))))
    .map((name) => path.join(aboveAll(), name))
}

/** Swept of what is old by lib/jobs/sweep-work.ts. */
function aboveAll(): string {
  return path.join(env().DATA_DIR, 'work')
}

function nameOf(detectionId: string): string {
  return `analysis-${detectionId}-`
}
