DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['queues','routing_rules','case_skips','tallies','tally_changes','policies','policy_versions','exhibits',
    'notes','mention_reads','reviews','impressions','source_triage','desk_settings','member_preferences','exposures','webhooks',
    'webhook_deliveries','webhook_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Every team has a queue for whatever no rule sends elsewhere; a new team gets its own from lib/teams.
INSERT INTO queues (team_id, name, is_default) SELECT id, 'Main queue', true FROM teams;
--> statement-breakpoint
UPDATE cases c SET queue_id = q.id, queued_at = c.created_at, priority = extract(epoch from c.created_at)
FROM queues q WHERE q.team_id = c.team_id AND q.is_default;
--> statement-breakpoint
-- Only what waits or is being worked on has an age that anybody asks for.
CREATE FUNCTION tally_minute(of_state text, at timestamptz) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select case when of_state in ('waiting', 'claimed') then floor(extract(epoch from at) / 60)::int else 0 end $$;
--> statement-breakpoint
-- How many cases are where: told by the rows themselves, in the transaction that changes them, so that no door can forget it.
CREATE FUNCTION tell_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (old.queue_id, old.state, old.media_type, old.zero_retention, old.queued_at)
      IS NOT DISTINCT FROM (new.queue_id, new.state, new.media_type, new.zero_retention, new.queued_at) THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' AND old.queue_id IS NOT NULL THEN
    INSERT INTO tally_changes (team_id, queue_id, state, media_type, zero_retention, minute, n) VALUES (old.team_id,
      old.queue_id, old.state, coalesce(old.media_type, ''), old.zero_retention, tally_minute(old.state, old.queued_at), -1);
  END IF;
  IF TG_OP <> 'DELETE' AND new.queue_id IS NOT NULL THEN
    INSERT INTO tally_changes (team_id, queue_id, state, media_type, zero_retention, minute, n) VALUES (new.team_id,
      new.queue_id, new.state, coalesce(new.media_type, ''), new.zero_retention, tally_minute(new.state, new.queued_at), 1);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_tallies AFTER INSERT OR UPDATE OR DELETE ON cases FOR EACH ROW EXECUTE FUNCTION tell_tallies();
--> statement-breakpoint
INSERT INTO tallies (team_id, queue_id, state, media_type, zero_retention, minute, n)
SELECT team_id, queue_id, state, coalesce(media_type, ''), zero_retention, tally_minute(state, queued_at), count(*)
FROM cases WHERE queue_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
-- What a queue's row shows of a case's media, told to the case by the media's own rows: the queue joins nothing.
CREATE FUNCTION tell_case_of_media() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.copy = 'original' THEN
    UPDATE cases SET duration_seconds = new.duration_seconds WHERE team_id = new.team_id AND id = new.case_id
      AND duration_seconds IS DISTINCT FROM new.duration_seconds;
  ELSIF new.deleted_at IS NULL THEN
    UPDATE cases SET preview_id = new.id WHERE team_id = new.team_id AND id = new.case_id AND preview_id IS DISTINCT FROM new.id;
  ELSE
    UPDATE cases SET preview_id = NULL WHERE team_id = new.team_id AND id = new.case_id AND preview_id = new.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_case_of_media AFTER INSERT OR UPDATE OF deleted_at, duration_seconds ON media
FOR EACH ROW WHEN (new.copy <> 'map') EXECUTE FUNCTION tell_case_of_media();
--> statement-breakpoint
UPDATE cases c SET preview_id = (SELECT id FROM media m WHERE m.team_id = c.team_id AND m.case_id = c.id AND m.copy = 'preview'
    AND m.deleted_at IS NULL LIMIT 1),
  duration_seconds = (SELECT duration_seconds FROM media m WHERE m.team_id = c.team_id AND m.case_id = c.id AND m.copy = 'original');
--> statement-breakpoint
-- Claims from before they had an end.
UPDATE cases SET claimed_until = now() + interval '1 hour' WHERE state = 'claimed';
--> statement-breakpoint
-- Search: `like` is not leakproof, so row-level security forbids it an index. The function looks as the owner and keeps to the team
-- of the transaction itself. The newest thousand that match: the statement is planned each time, by what is asked for.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX cases_title ON cases USING gin (lower(title) gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION search_cases(wanted text, among text[], within_queue uuid) RETURNS SETOF integer
LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  -- Nothing in a search text is a pattern.
  pattern text := '%' || replace(replace(replace(lower(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  -- Fewer than three letters are in no index: they are looked for among the latest.
  above integer := 0;
BEGIN
  IF app_team() IS NULL THEN RETURN; END IF;
  IF wanted ~ '^#?[0-9]{1,9}$' THEN
    RETURN QUERY SELECT c.number FROM cases c WHERE c.team_id = app_team() AND c.number = ltrim(wanted, '#')::int
      AND (among IS NULL OR c.state = ANY (among)) AND (within_queue IS NULL OR c.queue_id = within_queue);
  END IF;
  IF length(wanted) < 3 THEN
    above := coalesce((SELECT max(c.number) FROM cases c WHERE c.team_id = app_team()), 0) - 20000;
  END IF;
  RETURN QUERY EXECUTE 'SELECT c.number FROM cases c WHERE c.team_id = $1 AND lower(c.title) LIKE $2 AND c.number > $5
    AND ($3 IS NULL OR c.state = ANY ($3)) AND ($4 IS NULL OR c.queue_id = $4) ORDER BY c.number DESC LIMIT 1000'
    USING app_team(), pattern, among, within_queue, above;
END $$;
--> statement-breakpoint
-- Which teams have claims that ran out, or tallies to fold.
CREATE FUNCTION teams_with_desk_work() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select team_id from tally_changes union select team_id from cases where state = 'claimed' and claimed_until < now() $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION search_cases(text, text[], uuid), teams_with_desk_work() FROM PUBLIC;
--> statement-breakpoint
-- Who is named in a note: whether an array holds something is not leakproof either, so row-level security forbids its index.
CREATE FUNCTION notes_naming(whom uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ROWS 50 SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ select id from notes where team_id = app_team() and mentions @> array[whom] and removed_at is null $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION notes_naming(uuid) FROM PUBLIC;
