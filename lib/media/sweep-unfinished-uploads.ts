import type { Dirent } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { addSeconds, now } from '@/lib/clock'
import { resumableFor, resumableRoot } from './resumable-folder'

/** How long one that is whole waits to be handed in, and one that has expired after its last byte. Seconds. */
const grace = 3600

/** Deletes resumable uploads that expired, or came in whole and were never handed in. Counts them. */
export async function sweepUnfinishedUploads(): Promise<number> {
  const root = await resumableRoot()
  let swept = 0
  for (const entry of await fs.readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.json')) continue
    const file = path.join(entry.parentPath, entry.name)
    if (!(await isOver(file))) continue
    await fs.rm(file, { force: true })
    await fs.rm(`${file}.json`, { force: true })
    swept++
  }
  await sweepRecords(root)
  return swept
}

async function isOver(file: string): Promise<boolean> {
  const found = await fs.stat(file).catch(() => undefined)
  if (!found || found.mtime >= addSeconds(now(), -grace)) return false
  // Written once, when the upload began; without it nothing can be resumed.
  const record = await fs.stat(`${file}.json`).catch(() => undefined)
  if (!record || record.mtime < addSeconds(now(), -resumableFor)) return true
  return found.size === (await sizeIn(`${file}.json`))
}

/** The whole size that a record tells; undefined for one that a full disk or a killed server left half written. */
async function sizeIn(record: string): Promise<unknown> {
  try {
    return (JSON.parse(await fs.readFile(record, 'utf8')) as { size?: unknown } | null)?.size
  } catch {
    return undefined
  }
}

/** What an upload was called, where its bytes are gone already. */
async function sweepRecords(root: string): Promise<void> {
  const left: Dirent[] = await fs.readdir(root, { recursive: true, withFileTypes: true })
  for (const entry of left) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue
    const record = path.join(entry.parentPath, entry.name)
    const found = await fs.stat(record).catch(() => undefined)
    const bytes = await fs.stat(record.slice(0, -'.json'.length)).catch(() => undefined)
    if (found && !bytes && found.mtime < addSeconds(now(), -grace)) await fs.rm(record, { force: true })
  }
}
