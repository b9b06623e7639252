import { readdir } from 'node:fs/promises'
import path from 'node:path'

const root = process.env.EVALUATION_ROOT ?? '/'
const folders = ['usr/share/klettres', 'usr/share/ktuberling/sounds']
const most = 150
const fewest = 100

export const missingSounds =
  'It needs recorded sounds. Fetch and unpack Debian’s packages klettres-data and ktuberling-data (apt-get download, ' +
  'dpkg-deb -x FILE FOLDER) and name the folder in EVALUATION_ROOT.'

/** Paths of recorded sounds, Ogg and WAV as they were published, evenly taken from the packages; null: too few here. */
export async function findRecordedSounds(): Promise<string[] | null> {
  const found: string[] = []
  for (const folder of folders) {
    const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => [])
    found.push(...names.filter((name) => /\.(ogg|opus|wav)$/.test(name)).map((name) => path.join(root, folder, name)))
  }
  if (found.length < fewest) return null
  const sorted = found.toSorted()
  const kept = Math.min(most, sorted.length)
  return Array.from({ length: kept }, (_, at) => sorted[Math.floor((at * sorted.length) / kept)] ?? '')
}
