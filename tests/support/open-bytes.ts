import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Every file under these folders that holds the bytes as they are, by its path. `known`: those that need no second look. */
export function filesHolding(folders: string[], bytes: Buffer | string, known = new Set<string>()): string[] {
  return folders.flatMap((folder) => {
    if (!fs.existsSync(folder)) return []
    return fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => {
        try {
          const { size, mtimeMs } = fs.statSync(file)
          const state = `${file} ${size} ${mtimeMs}`
          if (known.has(state)) return false
          known.add(state)
          return fs.readFileSync(file).includes(bytes)
        } catch {
          // Gone meanwhile.
          return false
        }
      })
  })
}

/** Looks again and again while `work` runs; answers each file that ever held the bytes. */
export async function everHolding(
  folders: string[],
  bytes: Buffer | string,
  work: Promise<unknown>,
): Promise<string[]> {
  const seen = new Set<string>()
  const known = new Set<string>()
  let ended = false
  const looking = (async () => {
    while (!ended) {
      for (const file of filesHolding(folders, bytes, known)) seen.add(file)
      await pause(3)
    }
  })()
  try {
    await work
  } finally {
    ended = true
    await looking
  }
  for (const file of filesHolding(folders, bytes)) seen.add(file)
  return [...seen]
}
