import fs from 'node:fs/promises'
import path from 'node:path'
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { media } from '@/drizzle/schema/media'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import { addSeconds, now } from '@/lib/clock'
import { database, withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'
import { incomingFolder } from './folders'
import { isConfigured, type ListedFile, type MediaStore, mediaStore, type StoreName, storeNames } from './store'
import { sweepUnfinishedUploads } from './sweep-unfinished-uploads'

/** Since a file was stored: longer than any change that gives it its row takes. Seconds. */
const grace = 3600

/** Since a file's last byte, or since it was touched (lib/media/keep-fresh.ts): longer than any upload pauses. Seconds. */
const incomingGrace = 1800

const atOnce = 500

/**
 * Deletes what nothing owns: files that never finished arriving, and stored files that belong neither to a case nor to a
 * secure upload that was not used (those go by `sweepSecureUploads`). Counts them. Looks into every store whose settings are
 * there, whichever takes new files now, and tells the log of those that hold media and are out of reach.
 */
export async function sweepOrphans(): Promise<{ incoming: number; stored: number }> {
  const before = addSeconds(now(), -grace)
  const incoming = (await sweepIncoming()) + (await sweepUnfinishedUploads())
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let stored = 0
  for (const store of storeNames) {
    try {
      await tellOfStranded(mediaStore(store), teams)
      if (isConfigured(store)) stored += await sweepStore(mediaStore(store), teams, before)
    } catch (error) {
      // One that is down must not keep the others from being swept.
      log.error({ err: error, store }, 'could not sweep a media store; the next sweep will')
    }
  }
  if (incoming + stored > 0) log.info({ incoming, stored }, 'swept files that nothing owns')
  return { incoming, stored }
}

/** Deletes files that never finished arriving, as after a crash; more often than the rest, as nobody knows what they are. */
export async function sweepIncoming(): Promise<number> {
  const before = addSeconds(now(), -incomingGrace)
  const folder = await incomingFolder()
  let swept = 0
  for (const name of await fs.readdir(folder)) {
    const file = path.join(folder, name)
    const found = await fs.stat(file).catch(() => undefined)
    if (!found?.isFile() || found.mtime >= before) continue
    await fs.rm(file, { force: true })
    swept++
  }
  return swept
}

async function sweepStore(store: MediaStore, teams: Iterable<{ id: string }>, before: Date): Promise<number> {
  const byTeam = await store.listByTeam?.()
  let swept = 0
  for (const { id: teamId } of teams) {
    swept += await sweepTeam(teamId, store, byTeam ? (byTeam.get(teamId) ?? []) : store.list(teamId), before)
  }
  return swept
}

async function sweepTeam(
  teamId: string,
  store: MediaStore,
  files: Iterable<ListedFile> | AsyncIterable<ListedFile>,
  before: Date,
): Promise<number> {
  let swept = (await store.sweepUnfinished?.(teamId, before)) ?? 0
  let keys: string[] = []
  const sweepKeys = async () => {
    const owned = await ownedKeys(teamId, store.name, keys)
    for (const key of keys.filter((each) => !owned.has(each))) {
      await store.delete(key)
      swept++
    }
    keys = []
  }
  for await (const { key, modifiedAt } of files) {
    if (modifiedAt >= before) continue
    keys.push(key)
    if (keys.length === atOnce) await sweepKeys()
  }
  await sweepKeys()
  return swept
}

/** One statement, so one view: a file that passes from its upload to a case meanwhile is seen with either. */
async function ownedKeys(teamId: string, store: StoreName, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const ofCases = and(
    eq(media.teamId, teamId),
    eq(media.store, store),
    inArray(media.storeKey, keys),
    isNull(media.deletedAt),
  )
  const ofUploads = and(
    eq(secureUploads.teamId, teamId),
    eq(secureUploads.store, store),
    inArray(secureUploads.storeKey, keys),
    isNull(secureUploads.usedAt),
  )
  const rows = await withTeam(teamId, (tx) =>
    tx
      .select({ key: media.storeKey })
      .from(media)
      .where(ofCases)
      .union(tx.select({ key: secureUploads.storeKey }).from(secureUploads).where(ofUploads)),
  )
  return new Set(rows.map((row) => row.key))
}

/**
 * Media in a store whose settings were taken away, or are those of another bucket or account by now, can be neither shown
 * nor deleted: a purge would fail.
 */
async function tellOfStranded({ name, fingerprint }: MediaStore, teams: Iterable<{ id: string }>): Promise<void> {
  const set = isConfigured(name)
  if (set && fingerprint === null) return
  for (const { id: teamId } of teams) {
    const rows = await withTeam(teamId, (tx) =>
      tx
        .selectDistinct({ keptIn: media.storeFingerprint })
        .from(media)
        .where(
          and(
            eq(media.teamId, teamId),
            eq(media.store, name),
            isNull(media.deletedAt),
            set && fingerprint !== null ? ne(media.storeFingerprint, fingerprint) : undefined,
          ),
        ),
    )
    for (const { keptIn } of rows) {
      log.error(
        { store: name, teamId, keptIn, present: fingerprint },
        'media lies in a store whose settings are missing, or are of another bucket or account; give them back',
      )
    }
  }
}
