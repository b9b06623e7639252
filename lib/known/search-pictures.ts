import { type SQL, sql } from 'drizzle-orm'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { PictureFingerprint } from '@/lib/engine/analysis'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { mostScenes } from '@/lib/engine/match/known-scenes'
import { pdqMatchDistance, pdqVariants, turns } from '@/lib/engine/match/pdq'
import { knownCase, knownEntry } from './known-as'
import { knownCases, knownEntries, type Looking } from './known-cases'

/** The most that are read, the nearest first. */
const mostFound = 20

/** Of longer videos frames are looked for as they are and mirrored alone: all eight turns would take four times as long. */
const frameTurns = new Set([0, 5])
/** Scenes up to which all eight turns take no longer than those two of the longest video (lib/engine/match/known-scenes.ts). */
export const mostTurnedScenes = (mostScenes * frameTurns.size) / turns.length

type Near = {
  id: string
  distance: number
  variant: number
  theirs: number | null
  ours: number[] | null
  /** Of an animation at hand: its pictures that match. */
  pages: number[] | null
  /** Of a video that is known: the share of its scenes that is here. */
  theirShare: number | null
}

/** The team's decided cases, and the entries of its lists, with a picture or a frame that looks like one of these. */
export async function searchPictures(
  tx: Transaction,
  looking: Looking,
  { scenes, matchCases }: { scenes: PictureFingerprint[]; matchCases: boolean },
): Promise<KnownMatch[]> {
  if (scenes.length === 0) return []
  const asked = askedFor(scenes)
  const cases = matchCases
    ? await tx.execute<Near & { number: number; finding: Finding }>(sql`${asked}, near as materialized (
        select f.case_id, f.second as theirs, q.second as ours, q.page, q.variant, bit_count(f.pdq # q.pdq)::int as distance
        from media_fingerprints f join q on bit_count(f.pdq # q.pdq) <= ${pdqMatchDistance}
        where f.team_id = ${looking.teamId}::uuid and f.kind = 'pdq' and f.case_id <> ${looking.caseId}::uuid
      ), nearest as materialized (select case_id, ${nearest} from near group by case_id)
      select c.id, c.number, coalesce(d.tracks->>'picture', d.finding) as finding, distance, variant, theirs, ours, pages,
        alike::float8 / nullif((select count(*) from media_fingerprints o where o.team_id = c.team_id and o.case_id = c.id
          and o.kind = 'pdq' and o.second is not null), 0) as "theirShare"
      from nearest, ${knownCases(looking)} and c.id = nearest.case_id order by distance, c.number desc limit ${mostFound}`)
    : []
  const entries = await tx.execute<Near & { label: string; list: string; what: 'fake' | 'authentic' | 'noted' }>(
    sql`${asked}, near as materialized (
        select k.id, null::float8 as theirs, q.second as ours, q.page, q.variant, bit_count(k.pdq # q.pdq)::int as distance
        from known_media k join q on bit_count(k.pdq # q.pdq) <= ${pdqMatchDistance}
        where k.team_id = ${looking.teamId}::uuid and k.kind = 'pdq'
      ), nearest as materialized (select id as near_id, ${nearest} from near group by id)
      select k.id, k.label, k.what, l.name as list, distance, variant, theirs, ours, pages, null::float8 as "theirShare"
      from nearest, ${knownEntries(looking)} and k.id = nearest.near_id order by distance, k.id limit ${mostFound}`,
  )
  return [
    ...cases.map((row) => ({ ...knownCase(row), ...matchOf(row, scenes) })),
    ...entries.map((row) => ({ ...knownEntry(row), ...matchOf(row, scenes) })),
  ]
}

const nearest = sql`min(distance) as distance, (array_agg(variant order by distance, variant))[1] as variant,
  count(distinct theirs) as alike,
  (array_agg(theirs order by distance, variant))[1] as theirs, array_agg(distinct ours) filter (where ours is not null) as ours,
  array_agg(distinct page) filter (where page is not null) as pages`

/** SQL: `with q`, one row for each hash that is asked for. */
function askedFor(scenes: PictureFingerprint[]): SQL {
  const inEveryTurn = scenes.length <= mostTurnedScenes
  const rows = scenes.flatMap(({ second, page = null, pdq }) =>
    pdqVariants(pdq).flatMap((hash, variant) =>
      second === null || inEveryTurn || frameTurns.has(variant) ? [{ second, page, variant, pdq: bitsOf(hash) }] : [],
    ),
  )
  return sql`with q as materialized (select r.second, r.page, r.variant, r.pdq::bit(256) as pdq
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(second float8, page int, variant int, pdq text))`
}

/** A hash in hex as Postgres reads bits. */
export function bitsOf(hex: string): string {
  return BigInt(`0x${hex}`)
    .toString(2)
    .padStart(hex.length * 4, '0')
}

/** What was done to the media at hand: its hash was turned back to that of the known one, the other way round. */
function howTurned(variant: number): string | null {
  const [left, right] = [turns.indexOf('turned left'), turns.indexOf('turned right')]
  const done = variant === left ? right : variant === right ? left : variant
  return done === 0 ? null : (turns[done] ?? null)
}

function matchOf(
  { distance, variant, theirs, ours, pages: matched, theirShare }: Near,
  scenes: PictureFingerprint[],
): Pick<
  KnownMatch,
  'how' | 'distance' | 'turned' | 'seconds' | 'pages' | 'theirSecond' | 'share' | 'theirShare' | 'sound'
> {
  const seconds = (ours ?? []).toSorted((a, b) => a - b)
  const pages = (matched ?? []).toSorted((a, b) => a - b)
  const parts = seconds.length + pages.length
  const share = parts > 0 ? parts / scenes.length : 1
  const bothPictures = seconds.length === 0 && theirs === null
  return {
    how: bothPictures ? 'picture' : 'frames',
    distance,
    turned: howTurned(variant),
    seconds,
    ...(pages.length > 0 && { pages }),
    theirSecond: theirs,
    // A still of a video, or a video with one such picture in it, is not that video.
    share: bothPictures || (parts > 0 && theirs !== null) ? share : Math.min(share, stillShare),
    ...(parts > 0 && theirs !== null && theirShare !== null && { theirShare }),
    sound: null,
  }
}

/** Below what decides (check-known.ts). */
const stillShare = 0.1
