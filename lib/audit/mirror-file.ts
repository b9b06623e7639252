import fs from 'node:fs/promises'
import path from 'node:path'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { trailCheckpoints, trailMirrors } from '@/drizzle/schema/trail'
import { type Transaction, withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'

/** Checkpoints copied in one transaction. */
const atOnce = 1_000

/** Any number that no other program on the same database locks with. */
const mirrorLock = 7_270_417

/** The file that a team's checkpoints are copied to, in the data folder: outside of the database. */
export function mirrorPath(teamId: string): string {
  return path.join(env().DATA_DIR, 'trail', `${teamId}.checkpoints`)
}

/**
 * Appends a team's new checkpoints to its mirror file, each followed by an empty line, and syncs it. A file that was lost is
 * not made up for: what was copied once is not copied again. Throws what the file system says.
 */
export async function mirrorToFile(teamId: string): Promise<void> {
  while ((await withTeam(teamId, (tx) => appendNew(tx, teamId))) === atOnce);
}

/** How many bytes a team's mirror file has; null without a file. */
export async function mirrorBytes(teamId: string): Promise<number | null> {
  const found = await fs.stat(mirrorPath(teamId)).catch(unlessMissing)
  return found?.size ?? null
}

/** The notes in a team's mirror file one by one, each with the byte at which it ends; none without a file. */
export async function* readMirrorFile(teamId: string): AsyncGenerator<{ note: string; end: number }> {
  const handle = await fs.open(mirrorPath(teamId)).catch(unlessMissing)
  if (!handle) return
  let [note, end] = ['', 0]
  for await (const line of handle.readLines({ encoding: 'utf8' })) {
    end += Buffer.byteLength(line) + 1
    // The line between two notes.
    if (note === '' && line === '') continue
    note += `${line}\n`
    if (!line.startsWith('— ')) continue
    yield { note, end }
    note = ''
  }
  if (note !== '') yield { note, end }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

async function appendNew(tx: Transaction, teamId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${mirrorLock}, hashtext(${teamId}))`)
  const [mirror] = await tx
    .select({ size: trailMirrors.size })
    .from(trailMirrors)
    .where(and(eq(trailMirrors.teamId, teamId), eq(trailMirrors.place, 'file')))
  const rows = await tx
    .select({ size: trailCheckpoints.size, note: trailCheckpoints.note })
    .from(trailCheckpoints)
    .where(and(eq(trailCheckpoints.teamId, teamId), gt(trailCheckpoints.size, mirror?.size ?? 0)))
    .orderBy(asc(trailCheckpoints.size))
    .limit(atOnce)
  const last = rows.at(-1)
  if (!last) return 0
  await append(mirrorPath(teamId), rows.map(({ note }) => `${note}\n`).join(''))
  const kept = { size: last.size, at: sql`now()`, failure: null }
  await tx
    .insert(trailMirrors)
    .values({ teamId, place: 'file', ...kept })
    .onConflictDoUpdate({ target: [trailMirrors.teamId, trailMirrors.place], set: kept })
  return rows.length
}

async function append(file: string, text: string): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await fs.open(file, 'a+', 0o600)
  try {
    await cutTornNote(handle)
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Longer than any note; bytes. */
const tailBytes = 4_096

/**
 * Takes away what a full disk or a crash left of a note at the end, which would garble the next; that one is copied anew. A
 * note that the database says was copied still counts as missing (lib/audit/inspect-mirror.ts).
 */
async function cutTornNote(handle: fs.FileHandle): Promise<void> {
  const { size } = await handle.stat()
  const from = Math.max(0, size - tailBytes)
  const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
  const tail = buffer.toString('latin1')
  // The em dash that begins a signature, as its bytes.
  const ends = [...tail.matchAll(/\xe2\x80\x94 \S+ \S+\n\n?/g)].map((note) => note.index + note[0].length)
  const whole = ends.at(-1) ?? (from === 0 ? 0 : tail.length)
  if (whole < tail.length) await handle.truncate(from + whole)
}
