import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A file of known truth. */
export interface KnownFile {
  path: string
  truth: 'positive' | 'negative'
  /** The generator, the camera, the corpus. */
  source: string
}

/**
 * The files of a folder with `fake/` and `real/` in it, the folders in those being sources; or of a CSV file with the
 * columns path, truth (fake or real) and source, paths from where it lies. Throws an Error that says what is wrong.
 */
export async function listKnownFiles(given: string): Promise<KnownFile[]> {
  if (/\.csv$/i.test(given)) return readList(given)
  const found: KnownFile[] = []
  for (const [folder, truth] of [
    ['fake', 'positive'],
    ['real', 'negative'],
  ] as const) {
    const from = path.join(given, folder)
    const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name)
      const [source = ''] = path.relative(from, file).split(path.sep)
      found.push({ path: file, truth, source: source === entry.name ? folder : source })
    }
  }
  if (found.length === 0) throw new Error(`${given} has no files in fake/ or real/, and is no CSV file.`)
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

async function readList(file: string): Promise<KnownFile[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '')
  const header = lines
    .shift()
    ?.split(',')
    .map((name) => name.trim())
  if (header?.join() !== 'path,truth,source') throw new Error(`${file} has to begin with the line: path,truth,source`)
  return lines.map((line, at) => {
    const [name, truth, source] = line.split(',').map((cell) => cell.trim())
    if (!name || (truth !== 'fake' && truth !== 'real')) {
      throw new Error(`${file}, line ${at + 2}: a path without commas, then fake or real, then a source.`)
    }
    return {
      path: path.resolve(path.dirname(file), name),
      truth: truth === 'fake' ? 'positive' : 'negative',
      source: source || truth,
    }
  })
}
