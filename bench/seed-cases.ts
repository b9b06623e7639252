import type postgres from 'postgres'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import type { DetectionResult } from '@/lib/detect/result'
import { foldTallies } from '@/lib/queues/fold-tallies'

/** Cases made in one statement. */
const chunk = 100_000

/** Days over which they were handed in, evenly. */
const days = 90

interface Seeded {
  teamId: string
  cases: number
}

/**
 * Fills a team with so many cases as a desk has that has been at work for three months: most decided, a quarter
 * waiting in four queues, some taken, being analysed or failed; each with its media rows, the open ones with a run. As
 * the database's owner, past the triggers; the tallies are summed up at the end, as a migration does. Titles are file
 * names: one in two thousand is a `harbour`, one in two a `photo`.
 */
export async function seedCases(owner: postgres.Sql, { teamId, cases }: Seeded): Promise<void> {
  await owner`insert into queues (team_id, name, position, ordering) values
    (${teamId}, 'Sound', 1, 'oldest'), (${teamId}, 'Video', 2, 'score'), (${teamId}, 'Late', 3, 'newest')`
  await owner`drop index cases_title`
  for (let from = 1; from <= cases; from += chunk) {
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await makeChunk(tx, { teamId, cases }, from, Math.min(cases, from + chunk - 1))
    })
  }
  await owner`create index cases_title on cases using gin (lower(title) gin_trgm_ops)`
  await owner`update teams set next_case_number = ${cases + 1} where id = ${teamId}`
  await owner`delete from tallies where team_id = ${teamId}`
  await owner`insert into tallies (team_id, queue_id, state, media_type, zero_retention, minute, n)
    select team_id, queue_id, state, media_type, zero_retention, tally_minute(state, queued_at), count(*)
    from cases where team_id = ${teamId} group by 1, 2, 3, 4, 5, 6`
  // Sums up by age, as the worker does every few seconds.
  await foldTallies(teamId)
  await owner`vacuum (analyze) cases, media, detections, tallies, tally_changes`
}

async function makeChunk(tx: postgres.TransactionSql, { teamId, cases }: Seeded, from: number, to: number) {
  const seconds = (days * 86_400) / cases
  await tx`
    create temp table made on commit drop as
    select gen_random_uuid() as id, n as number, hash, score,
      (array['image', 'image', 'image', 'video', 'audio'])[1 + n % 5] as media_type,
      case when r < 0.70 then 'decided' when r < 0.95 then 'waiting' when r < 0.9502 then 'claimed' when r < 0.975 then 'failed'
        when r < 0.98 then 'analysing' else 'closed' end as state,
      (array['upload', 'url', 'api'])[1 + n % 3] as source,
      now() - make_interval(secs => (${cases}::int - n) * ${seconds}::float8) as at
    from (select n, random() as r, random() as score, md5(n::text) as hash from generate_series(${from}::int, ${to}::int) n) numbers`
  await tx`
    insert into cases (id, team_id, number, state, media_type, title, source, submitted_by_kind, verdict_label, verdict_score,
      failure, claimed_by, claimed_until, queue_id, priority, queued_at, created_at, updated_at, decided_at, doubts, duration_seconds, preview_id)
    select m.id, ${teamId}, number, state, media_type,
      case when number % 2000 = 0 then 'harbour-' when number % 2 = 0 then 'photo_' else 'clip ' end || left(hash, 10) ||
        (case media_type when 'image' then '.jpg' when 'video' then '.mp4' else '.mp3' end),
      source, 'operator',
      case when state in ('failed', 'analysing') then null when score < 0.3 then 'Likely fake' else 'Likely real' end,
      case when state in ('failed', 'analysing') then null else score end,
      case when state = 'failed' then 'The file ends before its end.' end,
      case when state = 'claimed' then (select member_id from memberships where team_id = ${teamId} limit 1) end,
      case when state = 'claimed' then now() + interval '1 day' end,
      q.id, case q.ordering when 'newest' then -extract(epoch from at) when 'score' then
        extract(epoch from at) - round((score * 100)::numeric) * 1e10 else extract(epoch from at) end,
      at, at, at, case when state = 'decided' then at + interval '1 hour' end, number % 3,
      case when media_type <> 'image' then 12.5 end, gen_random_uuid()
    from made m join queues q on q.team_id = ${teamId}
      and q.position = case when number % 50 = 0 then 3 else (array[0, 0, 0, 2, 1])[1 + number % 5] end`
  const store = (copy: string) => tx`
    insert into media (team_id, case_id, copy, store, store_key, media_type, content_type, filename, size_bytes, sha256,
      duration_seconds, width, height)
    select ${teamId}, id, ${copy}, 'disk', ${copy} || '/' || id, case when ${copy} = 'preview' then 'image' else media_type end,
      case when ${copy} = 'preview' then 'image/webp' when media_type = 'image' then 'image/jpeg'
        when media_type = 'video' then 'video/mp4' else 'audio/mpeg' end,
      left(hash, 10), 100000, hash || hash, case when media_type <> 'image' and ${copy} = 'original' then 12.5 end, 640, 480
    from made where ${copy} = 'original' or media_type <> 'audio'`
  await store('original')
  await store('preview')
  await tx`
    insert into detections (team_id, case_id, detector, status, parameters, result, label, score, error_message, progress, created_at)
    select ${teamId}, id, 'builtin',
      case state when 'analysing' then 'processing' when 'failed' then 'failed' else 'completed' end,
      ${JSON.stringify(DetectionParameters.parse({}))}::text::jsonb,
      case when state in ('waiting', 'claimed') then ${JSON.stringify(result)}::text::jsonb || jsonb_build_object('mediaType', media_type) end,
      case when state in ('waiting', 'claimed') then 'Neutral/Uncertain' end,
      case when state in ('waiting', 'claimed') then 0.5 end,
      case when state = 'failed' then 'The file ends before its end.' end, 0.4, at
    from made where state in ('waiting', 'claimed', 'analysing', 'failed')`
}

/** What a run keeps that found nothing; its frames and windows are left out, as they would fill the disk. */
const result: Omit<DetectionResult, 'mediaType'> = {
  verdict: { label: 'Neutral/Uncertain', score: 0.5, synthetic: 0.5, manipulated: 0.5, summary: 'Nothing decides.' },
  facts: {
    container: 'jpeg',
    width: 640,
    height: 480,
    durationSeconds: null,
    frameRate: null,
    videoCodec: null,
    audioCodec: null,
    sampleRate: null,
    channels: null,
  },
  coverage: '1 of 2 checks applied.',
  doubts: [],
  c2pa: {
    validation_state: 'NotPresent',
    active_manifest: null,
    manifests: {},
    validation_results: [],
    message: 'None.',
  },
  frames: [],
  peaks: [],
}
