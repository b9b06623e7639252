import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { removeBeginning } from '@/lib/media/leftovers'
import { memoryFolder, requireMemory } from '@/lib/media/memory-folder'

/** A new empty folder for what a run of this detection derives from its media. */
export async function makeWorkFolder(detectionId: string): Promise<string> {
  const above = onDisk()
  await fs.mkdir(above, { recursive: true, mode: 0o700 })
  return fs.mkdtemp(path.join(above, nameOf(detectionId)))
}

/**
 * The same in memory, for media of `bytes` that must not be kept: nothing of it reaches a disk. What an earlier run of the
 * detection left there is gone. Throws DocketError `unavailable`, in words for an admin, where there is no such place or no room.
 */
export async function makeMemoryFolder(detectionId: string, bytes: number): Promise<string> {
  await removeBeginning(memoryFolder(), [nameOf(detectionId)])
  return fs.mkdtemp(path.join(await requireMemory(bytes), nameOf(detectionId)))
}

/**
 * Deletes what runs of these detections left behind when their worker was killed, and looks again. Throws when something
 * is still there.
 */
export async function removeWorkFolders(detectionIds: string[]): Promise<void> {
  for (const folder of workFolders()) await removeBeginning(folder, detectionIds.map(nameOf))
}

/** Where work folders lie; swept of what is old by lib/jobs/sweep-work.ts. */
export function workFolders(): string[] {
  return [onDisk(), memoryFolder()]
}

function onDisk(): string {
  return path.join(env().DATA_DIR, 'work')
}

function nameOf(detectionId: string): string {
  return `analysis-${detectionId}-`
}
