import { canonicalJson } from './canonical-json'
import { leafHash } from './leaf-hash'

/** What of an event's row is hashed (docs/trail.md): all of it but the numbers that the database gave. */
export interface EntryRow {
  uid: string
  teamId: string
  type: string
  at: Date
  actorKind: string
  actorId: string | null
  channel: string
  caseId: string | null
  facts: Record<string, unknown>
}

/** An entry as exports hold it. */
export interface TrailEntry {
  v: 1
  id: string
  team: string
  type: string
  /** ISO 8601, UTC, with milliseconds. */
  at: string
  actor: { kind: string; id: string | null }
  channel: string
  case: string | null
  facts: Record<string, unknown>
}

/** The entry that a row is. */
export function entryOf(row: EntryRow): TrailEntry {
  return {
    v: 1,
    id: row.uid,
    team: row.teamId,
    type: row.type,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId },
    channel: row.channel,
    case: row.caseId,
    facts: row.facts,
  }
}

/** The canonical text of a row's entry: its UTF-8 bytes are the leaf. Throws TypeError as canonicalJson does. */
export function entryText(row: EntryRow): string {
  return canonicalJson(entryOf(row))
}

/** The leaf hash of a row's entry. */
export function entryLeaf(row: EntryRow): Buffer {
  return leafHash(entryText(row))
}
