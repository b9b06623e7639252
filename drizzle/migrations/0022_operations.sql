-- What health, doctor and metrics ask of the whole instance: numbers alone, across teams, never whose they are.
--
-- When the newest migration that was applied here was made (milliseconds since 1970): a web process compares it with its own.
CREATE FUNCTION schema_version() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select max(created_at)::bigint from drizzle.__drizzle_migrations $$;
--> statement-breakpoint
-- Ages in seconds; null where nothing is late. A case whose analysis runs is not due yet, whatever its window says.
CREATE FUNCTION instance_lag(undo_seconds integer, OUT inbox_waiting integer, OUT inbox_oldest double precision,
  OUT purges_due integer, OUT purge_oldest double precision, OUT purges_failed integer,
  OUT teams_unsealed integer, OUT unsealed_oldest double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  select count(*), extract(epoch from now() - min(created_at)) into inbox_waiting, inbox_oldest
  from callback_inbox where asked_at is null;

  select count(*), extract(epoch from now() - min(since)) into purges_due, purge_oldest from (
    select case
        when c.retention = 'purging' or c.purge_reason <> 'zero_retention' or c.state in ('failed', 'closed')
          or c.purge_after is null then c.updated_at
        when c.state = 'decided' then least(c.purge_after, c.decided_at + make_interval(secs => undo_seconds))
        else c.purge_after end as since
    from cases c
    where c.retention in ('due', 'purging')
      and not exists (select 1 from detections d where d.team_id = c.team_id and d.case_id = c.id and d.status = 'processing')
      -- What lies at a detector elsewhere alone is not late here.
      and (c.retention = 'due' or exists (select 1 from purge_steps s where s.team_id = c.team_id and s.case_id = c.id
        and s.required and s.result in ('waiting', 'failed') and s.copy <> 'detector'))
  ) as owed where since <= now();

  select count(distinct (s.team_id, s.case_id)) into purges_failed
  from purge_steps s join cases c on c.team_id = s.team_id and c.id = s.case_id
  where c.retention = 'purging' and s.required and s.result = 'failed';

  select count(*), extract(epoch from now() - min(e.created_at)) into teams_unsealed, unsealed_oldest
  from teams t left join trail_heads h on h.team_id = t.id
  cross join lateral (select a.created_at from audit_events a
    where a.team_id = t.id and (a.txid, a.id) > (coalesce(h.last_txid, 0), coalesce(h.last_event_id, 0))
    order by a.txid, a.id limit 1) as e;
END $$;
--> statement-breakpoint
-- Teams that chose a detector elsewhere, or were noted to use the instance's; and how the asking goes.
CREATE FUNCTION detector_standing(OUT connections integer, OUT in_error integer, OUT last_success timestamptz,
  OUT last_error timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  select count(*)::int, count(*) filter (where last_error_at > coalesce(last_success_at, '-infinity'))::int,
    max(last_success_at), max(last_error_at)
  from detector_connections where use <> 'builtin'
$$;
--> statement-breakpoint
CREATE FUNCTION count_all_cases() RETURNS TABLE (state text, cases bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  select s, sum(n)::bigint from (
    select t.state as s, t.n from tallies t union all select c.state, c.n from tally_changes c) as told
  group by s
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION schema_version(), instance_lag(integer), detector_standing(), count_all_cases() FROM PUBLIC;
