import fs from 'node:fs/promises'
import path from 'node:path'
import { addSeconds, now } from '@/lib/clock'
import { workFolders } from '@/lib/detect/work-folder'
import { env } from '@/lib/env'

/** Deletes the work folders of analyses whose worker was killed: older than any analysis may get. Counts them. */
export async function sweepWork(): Promise<number> {
  const before = addSeconds(now(), -env().ANALYSIS_TIMEOUT_SECONDS - 600)
  let swept = 0
  for (const folder of workFolders()) {
    for (const name of await fs.readdir(folder).catch(() => [])) {
      const left = path.join(folder, name)
      const found = await fs.stat(left).catch(() => undefined)
      if (!found || found.mtime >= before) continue
      await fs.rm(left, { recursive: true, force: true })
      swept++
    }
  }
  return swept
}
