DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['sealed_events','trail_heads','trail_tiles','trail_checkpoints','trail_mirrors','audit_openings',
    'saved_views','retention_policies','case_keys','upload_keys','case_secrets','purge_steps','receipts','erasure_requests',
    'seen_hashes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY array['sealed_events','trail_tiles','trail_checkpoints'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_trail_change()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_trail_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Keys never reach the write-ahead log, a replica, a backup of the log or a pg_dump with --no-unlogged-table-data.
ALTER TABLE case_keys SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE upload_keys SET UNLOGGED;
--> statement-breakpoint
--> statement-breakpoint
-- A deleted row stays in its table's file until that is rewritten. TRUNCATE gives the table a new file and empties the old
-- one when it commits; the keys that stay are carried over in memory.
CREATE FUNCTION shred_keys() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  cases_left case_keys[];
  uploads_left upload_keys[];
BEGIN
  -- Restored for an owner whom no policy names, the tables would look empty to it, and what is left would be thrown away.
  IF row_security_active('case_keys') AND NOT EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = 'public'
      AND tablename = 'case_keys' AND policyname = 'owner' AND current_user = ANY (roles)) THEN
    RAISE EXCEPTION 'the keys of cases cannot be rewritten: no policy lets their owner % see them', current_user;
  END IF;
  LOCK TABLE upload_keys, case_keys IN ACCESS EXCLUSIVE MODE;
  select coalesce(array_agg(k), '{}') into cases_left from case_keys k;
  select coalesce(array_agg(k), '{}') into uploads_left from upload_keys k;
  TRUNCATE case_keys, upload_keys;
  insert into case_keys select * from unnest(cases_left);
  insert into upload_keys select * from unnest(uploads_left);
  return cardinality(cases_left) + cardinality(uploads_left);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION shred_keys() FROM PUBLIC;
--> statement-breakpoint
UPDATE cases SET purge_reason = case when withdrawn_at is not null then 'withdrawn' else 'zero_retention' end
WHERE retention <> 'keep';

--> statement-breakpoint
-- Which teams have events that can be sealed: one probe of an index for each team. A head ahead of the server's counter is
-- that of a database restored elsewhere, which is looked through once (lib/audit/seal-trail.ts).
CREATE FUNCTION teams_to_seal() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  select t.id from teams t left join trail_heads h on h.team_id = t.id
  where h.last_txid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    -- Its first event only, in the index's order: “exists” is planned as a walk through all that was ever sealed.
    or (select e.txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint or h.team_id is null
      from audit_events e
      where e.team_id = t.id and (e.txid, e.id) > (coalesce(h.last_txid, 0), coalesce(h.last_event_id, 0))
      order by e.txid, e.id limit 1)
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION teams_to_seal() FROM PUBLIC;
