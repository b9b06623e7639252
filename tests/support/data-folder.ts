import fs from 'node:fs'
import path from 'node:path'
import { afterAll } from 'vitest'

// Import this file first: settings are read once, when the first module asks for them.
fs.mkdirSync(path.resolve('.tmp'), { recursive: true, mode: 0o700 })

/** A DATA_DIR of this test file's own, gone when it ends. */
export const dataFolder = fs.mkdtempSync(path.resolve('.tmp', 'data-'))
process.env.DATA_DIR = dataFolder

afterAll(async () => {
  fs.rmSync(dataFolder, { recursive: true, force: true })
  const { memoryFolder } = await import('@/lib/media/memory-folder')
  fs.rmSync(memoryFolder(), { recursive: true, force: true })
})

/** Every file in the media folder, by its path in it: what is stored, and what is left behind. */
export function mediaFiles(): string[] {
  const folder = path.join(dataFolder, 'media')
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
}
