import crypto from 'node:crypto'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { trailCheckpoints, trailMirrors } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { env } from '@/lib/env'
import { acceptedKeys } from './signing-key'
import { keyHash, trailName, verifierKey } from './trail-key'

/** A key that signs the team's checkpoints, or did; public, all of it. */
export interface TrailKey {
  /** SHA-256 of its 32 bytes, hex. */
  fingerprint: string
  /** The 32 bytes, base64. */
  bytes: string
  /** As docket-verify and other tools for signed notes take it. */
  verifierKey: string
  /** When the first and the last checkpoint that it signed were made; null where there is none. */
  firstAt: Date | null
  lastAt: Date | null
}

/** A place outside of the database to which checkpoints are copied. */
export interface TrailMirror {
  place: 'file' | 'email' | 'webhook'
  configured: boolean
  /** Of the webhook, where it goes. */
  host: string | null
  /** Entries that what was copied last covers; null: nothing was copied yet. */
  size: number | null
  /** When it was last tried. */
  at: Date | null
  /** Why the last copy did not arrive, as a sentence. */
  failure: string | null
}

/** By what the team's trail is signed, how far, and where its checkpoints are copied to. No secret is among it. */
export const readSealing = query({
  permission: 'audit.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const [present, ...former] = await Promise.all(acceptedKeys().map((key) => readKey(tx, teamId, key)))
    if (!present) throw new Error('there is always a present key')
    const [last] = await tx
      .select({ size: trailCheckpoints.size, at: trailCheckpoints.createdAt })
      .from(trailCheckpoints)
      .where(eq(trailCheckpoints.teamId, teamId))
      .orderBy(desc(trailCheckpoints.size))
      .limit(1)
    return { key: present, former, last: last ?? null, mirrors: await readMirrors(tx, teamId) }
  },
})
export type Sealing = Awaited<ReturnType<typeof readSealing>>

async function readKey(tx: Transaction, teamId: string, publicKey: Buffer): Promise<TrailKey> {
  const name = trailName(teamId)
  const fingerprint = crypto.createHash('sha256').update(publicKey).digest('hex')
  const [firstAt, lastAt] = [
    await signedAt(tx, teamId, publicKey, 'first'),
    await signedAt(tx, teamId, publicKey, 'last'),
  ]
  return {
    fingerprint,
    bytes: publicKey.toString('base64'),
    verifierKey: verifierKey(name, publicKey),
    firstAt,
    lastAt,
  }
}

async function signedAt(tx: Transaction, teamId: string, key: Buffer, which: 'first' | 'last'): Promise<Date | null> {
  const name = trailName(teamId)
  // Base64 of the four bytes that name the key: five characters are theirs alone, the sixth is shared with the signature.
  const begins = `\n— ${name} ${keyHash(name, key).toString('base64').slice(0, 5)}`
  const { size, createdAt } = trailCheckpoints
  const [row] = await tx
    .select({ at: createdAt })
    .from(trailCheckpoints)
    .where(and(eq(trailCheckpoints.teamId, teamId), sql`position(${begins} in ${trailCheckpoints.note}) > 0`))
    .orderBy(which === 'first' ? asc(size) : desc(size))
    .limit(1)
  return row?.at ?? null
}

async function readMirrors(tx: Transaction, teamId: string): Promise<TrailMirror[]> {
  const { place, size, at, failure } = trailMirrors
  const rows = await tx.select({ place, size, at, failure }).from(trailMirrors).where(eq(trailMirrors.teamId, teamId))
  const { TRAIL_MIRROR_EMAIL, TRAIL_MIRROR_URL } = env()
  const places = [
    { place: 'file', configured: true, host: null },
    { place: 'email', configured: TRAIL_MIRROR_EMAIL !== undefined, host: null },
    {
      place: 'webhook',
      configured: TRAIL_MIRROR_URL !== undefined,
      host: TRAIL_MIRROR_URL ? new URL(TRAIL_MIRROR_URL).host : null,
    },
  ] as const
  return places.map((one) => {
    const row = rows.find((row) => row.place === one.place)
    return { ...one, size: row && row.size > 0 ? row.size : null, at: row?.at ?? null, failure: row?.failure ?? null }
  })
}
