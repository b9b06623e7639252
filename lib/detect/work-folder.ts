import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { removeBeginning } from '@/lib/media/leftovers'

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
  await removeBeginning(aboveAll(), detectionIds.map(nameOf))
}

/** Swept of what is old by lib/jobs/sweep-work.ts. */
function aboveAll(): string {
  return path.join(env().DATA_DIR, 'work')
}

function nameOf(detectionId: string): string {
  return `analysis-${detectionId}-`
}
