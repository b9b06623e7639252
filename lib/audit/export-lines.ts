import type { Opening } from './commit-facts'
import { type EntryRow, entryText } from './entry'
import { trailName, verifierKey } from './trail-key'

/*
 * The lines of an export, each with its line feed: docs/trail.md says what they mean.
 */

export interface ExportHeader {
  teamId: string
  /** Entries in the tree: all that are exported, or what each of them is proved to be part of. */
  size: number
  scope: 'all' | 'filtered'
  /** 32 raw bytes each: the present key, then former ones. */
  keys: Buffer[]
  exportedAt: Date
}

/** The first line. Throws when there is no key. */
export function headerLine({ teamId, size, scope, keys, exportedAt }: ExportHeader): string {
  const [publicKey, ...formerKeys] = keys
  if (!publicKey) throw new Error('there is no key that signs the trail')
  return line({
    format: 'docket-trail',
    v: 1,
    team: teamId,
    scope,
    size,
    publicKey: publicKey.toString('base64'),
    verifierKey: verifierKey(trailName(teamId), publicKey),
    formerKeys: formerKeys.map((key) => key.toString('base64')),
    exportedAt: exportedAt.toISOString(),
  })
}

/** A checkpoint's line. */
export function checkpointLine(note: string): string {
  return line({ checkpoint: note })
}

export interface ExportedEntry {
  position: number
  leaf: Buffer
  openings: Opening[]
  /** In exports of a part; null otherwise. */
  proof: Buffer[] | null
}

/** An entry's line: the entry stands last and in canonical form, so that its bytes can be hashed as they are. Null: it is gone. */
export function entryLine({ position, leaf, openings, proof }: ExportedEntry, event: EntryRow | null): string {
  const head = JSON.stringify({
    position,
    leaf: leaf.toString('hex'),
    ...(proof && { proof: proof.map((hash) => hash.toString('hex')) }),
    ...(openings.length > 0 && {
      openings: Object.fromEntries(
        openings.map(({ field, salt, value }) => [field, { salt: salt.toString('hex'), value }]),
      ),
    }),
  })
  return `${head.slice(0, -1)},"entry":${event ? entryText(event) : 'null'}}\n`
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
