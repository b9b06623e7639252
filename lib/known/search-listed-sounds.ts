import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'
import type { Fingerprints } from '@/lib/engine/analysis'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { unpackFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { DocketError } from '@/lib/errors'
import { knownEntry } from './known-as'
import { knownEntries, type Looking } from './known-cases'
import { matchSound } from './match-sound'
import type { ListedAs } from './read-list'

/** Each is compared with each, so a team's lists hold no more fingerprints of sound than these, and of no more hours. */
export const mostListedSounds = 10_000
export const mostListedSeconds = 350 * 3600

/** Entries that are read at once: a megabyte or two of recordings of two minutes. */
const batch = 200
/** The most that are told of; those that agree over the longest stretch. */
const mostFound = 20

type Entry = { id: string; label: string; list: string; what: ListedAs; hash: string }

/** The entries of the team's lists whose sound agrees with this over a stretch. */
export async function searchListedSounds(
  tx: Transaction,
  looking: Looking,
  sound: Fingerprints['sound'],
): Promise<KnownMatch[]> {
  if (sound === null || sound.values.length === 0) return []
  const matches: KnownMatch[] = []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await tx.execute<Entry>(sql`select k.id, k.label, k.what, k.hash, l.name as list
      from ${knownEntries(looking)} and k.kind = 'chromaprint' and k.id > ${after}::uuid order by k.id limit ${batch}`)
    for (const { hash, ...entry } of rows) {
      const values = unpackFingerprint(hash)?.values()
      const found = values ? matchSound(sound, { values, from: 0 }) : null
      if (found) matches.push({ ...knownEntry(entry), ...found })
      // One of an hour takes a tenth of a second, and other jobs have to say meanwhile that they live.
      await breathe()
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) break
    after = last.id
  }
  return matches.toSorted((a, b) => b.share - a.share).slice(0, mostFound)
}

/**
 * Whether the team's lists with the entries just brought hold more sound than is compared; another import waits until this one is
 * committed. Throws `conflict`.
 */
export async function assertSoundsFit(tx: Transaction, teamId: string): Promise<void> {
  const [row] = await tx.execute<{ sounds: number; seconds: number }>(sql`
    select count(*)::int as sounds, coalesce(sum(seconds), 0)::float8 as seconds
    from known_media where team_id = ${teamId}::uuid and kind = 'chromaprint'`)
  const { sounds = 0, seconds = 0 } = row ?? {}
  if (sounds <= mostListedSounds && seconds <= mostListedSeconds) return
  const hours = mostListedSeconds / 3600
  const says = `With these your lists would hold ${sounds.toLocaleString('en')} fingerprints of ${Math.ceil(seconds / 3600)} hours of sound; ${mostListedSounds.toLocaleString('en')} of ${hours} hours can be compared. Nothing was kept: remove a list first, or bring fewer.`
  throw new DocketError('conflict', says)
}

/** Lets one import of a team count its sounds at a time. */
export async function countSoundsAlone(tx: Transaction, teamId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`known sound ${teamId}`}, 0))`)
}
