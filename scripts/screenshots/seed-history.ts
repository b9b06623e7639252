import { foldTallies } from '@/lib/queues/fold-tallies'
import type { Desk } from './make-people'

/** Cases decided before today. */
const many = 420
/** Days over which they came. */
const days = 56

/**
 * Two months of work, for the charts: decided cases of every kind with a verdict that is mostly right, by the team's people; who
 * also looked at media every day. As the database's owner, past the triggers; there is no media behind them.
 */
export async function seedHistory({ teamId, actor, owner }: Desk): Promise<void> {
  const deciders = (['mo', 'noor', 'max'] as const).map((person) => actor(person).memberId)
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`select setseed(0.42)`
    await tx`
      create temp table made on commit drop as
      select gen_random_uuid() as id, row_number() over (order by at) as number, truth, score, took,
        (array['image', 'image', 'video', 'audio', 'image'])[1 + n % 5] as media_type,
        (array['api', 'upload', 'url', 'api'])[1 + n % 4] as source,
        (array['harbour', 'portrait', 'rally', 'interview', 'street', 'statement'])[1 + n % 6] as name,
        (${deciders}::uuid[])[1 + floor(pow(who, 1.4) * 3)::int] as decided_by,
        -- Two of three that would have come at a weekend come on the Thursday or Friday before it.
        case when extract(isodow from at) > 5 and n % 3 > 0 then at - interval '2 days' else at end as at
      from (select n, truth, who, -ln(1 - late) * 5400 as took,
          now() - make_interval(secs => ${days * 86_400}::float8 * pow(day, 1.25) + 90000) as at,
          -- The verdict of one in sixteen is wrong.
          least(0.99, greatest(0.01, case when truth <> (slip < 0.06) then 0.55 + wide * 0.5 else 0.5 - wide * 0.5 end)) as score
        from (select n, random() < 0.4 as truth, random() as who, random() * 0.99 as late, random() as wide, random() as day,
            random() as slip
          from generate_series(1, ${many}::int) n) dice) thrown`
    await tx`
      insert into cases (id, team_id, number, state, media_type, title, source, submitted_by_kind, verdict_label, verdict_score,
        queue_id, priority, queued_at, created_at, updated_at, decided_at, doubts, duration_seconds)
      select m.id, ${teamId}, m.number, 'decided', m.media_type,
        m.name || '-' || number || (case media_type when 'image' then '.jpg' when 'video' then '.mp4' else '.wav' end),
        source, 'operator',
        case when score >= 0.8 then 'Fake' when score >= 0.6 then 'Likely fake' when score > 0.4 then 'Neutral/Uncertain'
          when score > 0.2 then 'Likely real' else 'Real' end,
        score, q.id, extract(epoch from at), at, at, at, at + make_interval(secs => took), number % 3,
        case when media_type <> 'image' then 12.5 end
      from made m join queues q on q.team_id = ${teamId} and q.name = case when media_type = 'image' then 'Main queue' else 'Sound and video' end`
    await tx`
      insert into detections (team_id, case_id, detector, status, parameters, result, label, score, progress, created_at, completed_at)
      select ${teamId}, m.id, case when m.number % 3 = 0 then 'remote' else 'builtin' end, 'completed', '{}',
        '{"frames": [], "doubts": []}', c.verdict_label, c.verdict_score, 1, at, at + interval '40 seconds'
      from made m join cases c on c.id = m.id`
    await tx`
      insert into decisions (team_id, case_id, finding, reason, decided_by, effective_at, created_at)
      select ${teamId}, id,
        case when random() < 0.04 then 'inconclusive' when truth and number % 4 = 0 then 'manipulated' when truth then 'synthetic'
          when number % 9 = 0 then 'cheap_edit' else 'authentic' end,
        'Compared with the original and the place it claims to show.', decided_by,
        at + make_interval(secs => took + 60), at + make_interval(secs => took)
      from made`
    await tx`
      insert into exposures (team_id, member_id, day, seconds)
      select ${teamId}, person, current_date - n, 1500 + (random() * 5000)::int
      from unnest(${deciders}::uuid[]) person, generate_series(1, 30) n where extract(isodow from current_date - n) < 6`
  })
  await owner`update teams set next_case_number = ${many + 1} where id = ${teamId}`
  await owner`delete from tallies where team_id = ${teamId}`
  await owner`insert into tallies (team_id, queue_id, state, media_type, zero_retention, minute, n)
    select team_id, queue_id, state, media_type, zero_retention, tally_minute(state, queued_at), count(*)
    from cases where team_id = ${teamId} group by 1, 2, 3, 4, 5, 6`
  await foldTallies(teamId)
}
