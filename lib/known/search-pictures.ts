import { type SQL, sql } from 'drizzle-orm'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { PictureFingerprint } from '@/lib/engine/analysis'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { pdqMatchDistance, turns } from '@/lib/engine/match/pdq'
import { askedHashes } from './asked-hashes'
import { knownCase, knownEntry } from './known-as'
import { knownCases, knownEntries, type Looking } from './known-cases'
import type { ListedAs } from './read-list'

/** The most that are read, the nearest first. */
const mostFound = 20

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
  /** What is known is an animation: a picture of several, of which all but the first stand at a time. */
  ofAnimation: boolean
}

/** The team's decided cases, and the entries of its lists, with a picture or a frame that looks like one of these. */
export async function searchPictures(
  tx: Transaction,
  looking: Looking,
  { scenes, matchCases }: { scenes: PictureFingerprint[]; matchCases: boolean },
): Promise<KnownMatch[]> {
  if (scenes.length === 0) return []
  const asked = askedHashes(scenes)
  const wholes = scenes.filter(({ cut }) => cut === undefined).length
  const cases = matchCases
    ? await tx.execute<Near & { number: number; finding: Finding }>(sql`${asked}, near as materialized (
        ${nearIn(looking, 'wholes')} union all ${nearIn(looking, 'cuts')}
      ), nearest as materialized (select case_id, ${nearest} from near group by case_id)
      select c.id, c.number, coalesce(d.tracks->>'picture', d.finding) as finding, distance, variant, theirs, ours, pages,
        alike::float8 / nullif((select count(*) from media_fingerprints o where o.team_id = c.team_id and o.case_id = c.id
          and o.kind = 'pdq' and o.second is not null and not o.cut), 0) as "theirShare",
        c.media_type = 'image' and exists (select 1 from media_fingerprints o where o.team_id = c.team_id
          and o.case_id = c.id and o.kind = 'pdq' and o.second is not null) as "ofAnimation"
      from nearest, ${knownCases(looking)} and c.id = nearest.case_id order by distance, c.number desc limit ${mostFound}`)
    : []
  const entries = await tx.execute<Near & { label: string; list: string; what: ListedAs }>(
    sql`${asked}, near as materialized (
        select k.id, null::float8 as theirs, q.second as ours, q.page, q.variant, bit_count(k.pdq # q.pdq)::int as distance
        from known_media k join q on bit_count(k.pdq # q.pdq) <= ${pdqMatchDistance}
        where k.team_id = ${looking.teamId}::uuid and k.kind = 'pdq'
      ), nearest as materialized (select id as near_id, ${nearest} from near group by id)
      select k.id, k.label, k.what, l.name as list, distance, variant, theirs, ours, pages, null::float8 as "theirShare", false as "ofAnimation"
      from nearest, ${knownEntries(looking)} and k.id = nearest.near_id order by distance, k.id limit ${mostFound}`,
  )
  return [
    ...cases.map((row) => ({ ...knownCase(row), ...matchOf(row, wholes) })),
    ...entries.map((row) => ({ ...knownEntry(row), ...matchOf(row, wholes) })),
  ]
}

/** SQL: hashes of other cases near to one that is asked for. Two parts, so that what need not be compared costs nothing. */
function nearIn({ teamId, caseId }: Looking, kept: 'wholes' | 'cuts'): SQL {
  const [which, asked] = kept === 'cuts' ? [sql`f.cut`, sql`where of_cuts`] : [sql`not f.cut`, sql``]
  return sql`select f.case_id, f.second as theirs, q.second as ours, q.page, q.variant, bit_count(f.pdq # q.pdq)::int as distance
    from media_fingerprints f join (select * from q ${asked}) q
      on bit_count(f.pdq # q.pdq) <= ${pdqMatchDistance}
    where f.team_id = ${teamId}::uuid and f.kind = 'pdq' and f.case_id <> ${caseId}::uuid and ${which}`
}

const nearest = sql`min(distance) as distance, (array_agg(variant order by distance, variant))[1] as variant,
  count(distinct theirs) as alike,
  (array_agg(theirs order by distance, variant))[1] as theirs, array_agg(distinct ours) filter (where ours is not null) as ours,
  array_agg(distinct page) filter (where page is not null) as pages`

/** What was done to the media at hand: its hash was turned back to that of the known one, the other way round. */
function howTurned(variant: number): string | null {
  const [left, right] = [turns.indexOf('turned left'), turns.indexOf('turned right')]
  const done = variant === left ? right : variant === right ? left : variant
  return done === 0 ? null : (turns[done] ?? null)
}

function matchOf(
  { distance, variant, theirs, ours, pages: matched, theirShare, ofAnimation }: Near,
  wholes: number,
): Pick<
  KnownMatch,
  'how' | 'distance' | 'turned' | 'seconds' | 'pages' | 'ofAnimation' | 'theirSecond' | 'share' | 'theirShare' | 'sound'
> {
  const seconds = (ours ?? []).toSorted((a, b) => a - b)
  const pages = (matched ?? []).toSorted((a, b) => a - b)
  const parts = seconds.length + pages.length
  const share = parts > 0 ? parts / wholes : 1
  const bothPictures = seconds.length === 0 && theirs === null
  return {
    how: bothPictures ? 'picture' : 'frames',
    distance,
    turned: howTurned(variant),
    seconds,
    ...(pages.length > 0 && { pages }),
    ...(ofAnimation && { ofAnimation }),
    theirSecond: theirs,
    // A still of a video, or a video with one such picture in it, is not that video.
    share: bothPictures || (parts > 0 && theirs !== null) ? share : Math.min(share, stillShare),
    ...(parts > 0 && theirs !== null && theirShare !== null && { theirShare }),
    sound: null,
  }
}

/** Below what decides (check-known.ts). */
const stillShare = 0.1
