import { and, asc, desc, eq, gt, lte, type SQL } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { sealedEvents, trailCheckpoints } from '@/drizzle/schema/trail'
import { now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import type { Opening } from './commit-facts'
import { checkpointLine, entryLine, headerLine } from './export-lines'
import { type KnownTree, readTree } from './inclusion'
import { readOpenings } from './open-facts'
import { sealAll } from './seal-trail'
import { acceptedKeys } from './signing-key'
import { SealRefused } from './trail-head'

/** Entries read in one transaction. */
const atOnce = 1_000

export interface ExportOptions {
  /** Only entries whose event (`auditEvents`) meets this; each then comes with the proof that it is in the tree. */
  where?: SQL | undefined
  /** Whether values behind commitments come with what opens them: true unless given. */
  openings?: boolean
  /** Whether a trail that must not be signed again is refused rather than exported as it is: false unless given. */
  mustSeal?: boolean
}

/**
 * A team's trail as JSON Lines, each with its line feed (docs/trail.md says the format; bin/docket-verify.mjs reads it). What
 * is not sealed yet is sealed first. The caller has checked the permission and records the export.
 * Throws SealRefused with `mustSeal` when the trail is broken in a way that it must not be signed again.
 */
export async function* exportTrail(teamId: string, options: ExportOptions = {}): AsyncGenerator<string> {
  await sealAll(teamId).catch((error: unknown) => {
    // What is broken can be shown to others: the verifier names it.
    if (options.mustSeal || !(error instanceof SealRefused)) throw error
  })
  const { last, tree } = await withTeam(teamId, async (tx) => {
    const last = await readLastCheckpoint(tx, teamId)
    return { last, tree: options.where && last ? await readTree(tx, teamId, last.size) : null }
  })
  const size = last?.size ?? 0
  yield headerLine({ teamId, size, scope: tree ? 'filtered' : 'all', keys: acceptedKeys(), exportedAt: now() })
  if (tree && last) yield checkpointLine(last.note)
  for (let after = -1; after < size - 1; ) {
    const part = await withTeam(teamId, (tx) => readPart(tx, { teamId, after, size, tree }, options))
    yield part.lines.join('')
    if (part.last === null) break
    after = part.last
  }
}

interface Part {
  teamId: string
  /** The last position that was written; -1: none. */
  after: number
  size: number
  /** For proofs; null: everything is written, with every checkpoint after its last entry. */
  tree: KnownTree | null
}

async function readPart(
  tx: Transaction,
  part: Part,
  { where, openings: opened = true }: ExportOptions,
): Promise<{ lines: string[]; last: number | null }> {
  const { teamId, after, size, tree } = part
  const rows = await tx
    .select({ position: sealedEvents.position, leaf: sealedEvents.leaf, event: auditEvents })
    .from(sealedEvents)
    .leftJoin(auditEvents, and(eq(auditEvents.teamId, sealedEvents.teamId), eq(auditEvents.id, sealedEvents.eventId)))
    .where(
      and(
        eq(sealedEvents.teamId, teamId),
        gt(sealedEvents.position, after),
        lte(sealedEvents.position, size - 1),
        where,
      ),
    )
    .orderBy(asc(sealedEvents.position))
    .limit(atOnce)
  const last = rows.length < atOnce ? null : (rows.at(-1)?.position ?? null)
  const events = rows.flatMap(({ event }) => (event ? [event] : []))
  const openings = opened ? await readOpenings(tx, teamId, events) : new Map<string, Opening[]>()
  const notes = tree ? new Map<number, string>() : await readNotes(tx, part, last === null ? size : last + 1)
  const lines: string[] = []
  for (const { position, leaf, event } of rows) {
    const proof = tree ? await proofOf(tx, tree, position) : null
    lines.push(entryLine({ position, leaf, proof, openings: openings.get(event?.uid ?? '') ?? [] }, event))
    const note = notes.get(position + 1)
    if (note) lines.push(checkpointLine(note))
  }
  return { lines, last }
}

/** Nothing proves an entry of a tree of which leaves are missing. */
async function proofOf(tx: Transaction, tree: KnownTree, position: number): Promise<Buffer[]> {
  return tree.prove(tx, position).catch((error: unknown) => {
    if (error instanceof RangeError) return []
    throw error
  })
}

async function readLastCheckpoint(tx: Transaction, teamId: string) {
  const [last] = await tx
    .select({ size: trailCheckpoints.size, note: trailCheckpoints.note })
    .from(trailCheckpoints)
    .where(eq(trailCheckpoints.teamId, teamId))
    .orderBy(desc(trailCheckpoints.size))
    .limit(1)
  return last ?? null
}

/** The notes of the checkpoints after `part.after`, up to a tree of `until` entries, by size. */
async function readNotes(tx: Transaction, { teamId, after }: Part, until: number): Promise<Map<number, string>> {
  const rows = await tx
    .select({ size: trailCheckpoints.size, note: trailCheckpoints.note })
    .from(trailCheckpoints)
    .where(
      and(
        eq(trailCheckpoints.teamId, teamId),
        gt(trailCheckpoints.size, Math.max(after + 1, 0)),
        lte(trailCheckpoints.size, until),
      ),
    )
  return new Map(rows.map(({ size, note }) => [size, note]))
}
