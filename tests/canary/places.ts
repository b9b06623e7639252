import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Docket, inDatabase } from '../south/docket'

/** A string or bytes that stand nowhere else, and how they may be spelled where they must not be. */
export interface Needle {
  name: string
  spellings: Buffer[]
}

/** A word as UTF-8, UTF-16, hex, and Base64 at each of the three places it can begin at. */
export function needle(name: string, what: string | Buffer): Needle {
  const bytes = Buffer.from(what as string)
  const spellings = [bytes, Buffer.from(bytes.toString('hex'))]
  if (typeof what === 'string') spellings.push(Buffer.from(what, 'utf16le'))
  for (const shift of [0, 1, 2]) {
    // Whole groups of three bytes only: what stands beside them changes the others.
    const from = (3 - shift) % 3
    const whole = bytes.subarray(from, from + Math.floor((bytes.length - from) / 3) * 3)
    spellings.push(Buffer.from(whole.toString('base64')), Buffer.from(whole.toString('base64url')))
  }
  return { name, spellings }
}

/** Folders and files outside the data folder in which something could be left. */
function surroundings(docket: Docket, since: number): string[] {
  const fresh = (folder: string, mine: (name: string) => boolean) =>
    (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
      .filter(mine)
      .map((name) => path.join(folder, name))
      .filter((file) => isFresh(file, since))
  return [
    ...fresh(os.tmpdir(), (name) => !/^(bash_|npm-|node-compile)/.test(name)),
    ...fresh('/dev/shm', (name) => name.startsWith('docket')),
    `${docket.folder}.log`,
    `${docket.folder}.earlier.log`,
    path.resolve('.next/cache'),
    path.resolve('.next/server'),
  ]
}

function isFresh(file: string, since: number): boolean {
  return (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since
}

/** Where in a running Docket's files each needle stands: `needle: place`. `since`: when it was first started, in ms. */
export async function findInFiles(docket: Docket, needles: Needle[], since: number): Promise<string[]> {
  const found = new Set<string>()
  const places = [docket.folder, ...surroundings(docket, since)]
  for (const place of places) {
    for (const file of filesUnder(place)) {
      // What a build left behind was not written to since then.
      if (place !== docket.folder && !isFresh(file, since)) continue
      const bytes = read(file)
      if (!bytes) continue
      for (const { name, spellings } of needles) {
        if (spellings.some((spelling) => bytes.includes(spelling))) found.add(`${name}: ${placeOf(docket, file)}`)
      }
    }
  }
  return [...found].sort()
}

/** Everything that is written once a database has been tidied up lies in its files: dead rows as well. */
export async function settle(docket: Docket): Promise<void> {
  await inDatabase(docket, async (sql) => {
    await sql.unsafe('vacuum')
    await sql.unsafe('checkpoint')
  })
}

/** Keeps long values as they are, so that a search of the files can find them. Before anything is handed in. */
export async function neverCompress(docket: Docket): Promise<void> {
  await inDatabase(docket, async (sql) => {
    const columns = await sql<{ table: string; column: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and a.attstorage in ('x', 'm')`
    for (const { table, column } of columns) {
      await sql.unsafe(`alter table ${table} alter column ${column} set storage external`)
    }
  })
}

/** What a dump without the unlogged tables holds of each needle: `needle: dump of TABLE`. */
export async function findInDump(docket: Docket, needles: Needle[]): Promise<string[]> {
  return inDatabase(docket, async (sql) => {
    const tables = await sql<{ table: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as table
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind = 'r' and c.relpersistence = 'p'`
    const found = new Set<string>()
    for (const { table } of tables) {
      const chunks: Buffer[] = []
      for await (const chunk of await sql.unsafe(`copy ${table} to stdout`).readable()) chunks.push(chunk as Buffer)
      const dumped = Buffer.concat(chunks)
      for (const { name, spellings } of needles) {
        if (spellings.some((spelling) => dumped.includes(spelling))) found.add(`${name}: dump of ${table}`)
      }
    }
    return [...found].sort()
  })
}

function* filesUnder(place: string): Generator<string> {
  const stat = fs.statSync(place, { throwIfNoEntry: false })
  if (stat?.isFile()) yield place
  if (!stat?.isDirectory()) return
  for (const entry of fs.readdirSync(place, { withFileTypes: true })) {
    const under = path.join(place, entry.name)
    if (entry.isDirectory()) yield* filesUnder(under)
    else if (entry.isFile()) yield under
  }
}

/** Null when it went away meanwhile. */
function read(file: string): Buffer | null {
  try {
    return fs.readFileSync(file)
  } catch {
    return null
  }
}

function placeOf({ folder }: Docket, file: string): string {
  if (!file.startsWith(folder)) return file.replace(os.tmpdir(), 'temp')
  const [, first = '', second = ''] = file.slice(folder.length).split(path.sep)
  return first === 'postgres' ? `postgres/${second}` : first
}
