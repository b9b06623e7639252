import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Most files an analysis may add to its work folder, and most megabytes they may hold, together and each. */
export const mostFiles = 300
export const mostMegabytes = 256
export const mostFileMegabytes = 64

export interface FolderSize {
  files: number
  megabytes: number
}

/** What lies in a folder and the folders in it, links not followed; a folder that is gone holds nothing. */
export function sizeOfFolder(folder: string): FolderSize {
  const size = { files: 0, megabytes: 0 }
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of namesIn(next)) {
      // Far beyond the limit already: how far does not matter.
      if (size.files > mostFiles * 20) return size
      const file = path.join(next, name)
      const stat = lstatSync(file, { throwIfNoEntry: false })
      if (stat === undefined) continue
      size.files += 1
      size.megabytes += stat.isFile() ? stat.size / 2 ** 20 : 0
      if (stat.isDirectory()) open.push(file)
    }
  }
  return size
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
