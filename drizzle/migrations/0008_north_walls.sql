DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['api_key_rates','batches','callback_attempts','callbacks','feedback','intelligences','questions','secure_uploads','source_tracings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- A write for every request, which nobody misses after a crash: every key's bucket is then full.
ALTER TABLE api_key_rates SET UNLOGGED;
--> statement-breakpoint
-- Draws one request from a key's bucket, which holds one second's worth; answers whether there was one. One statement, so
-- that replicas neither wait for each other longer than a row lock lasts nor count a request twice.
CREATE FUNCTION count_api_request(of_team uuid, of_key uuid, per_second double precision) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  with drawn as (
    insert into api_key_rates as r (team_id, key_id, "left", filled_at)
    values (of_team, of_key, per_second - 1, clock_timestamp())
    on conflict (team_id, key_id) do update set
      "left" = least(per_second, r."left" + greatest(0, extract(epoch from clock_timestamp() - r.filled_at)) * per_second) - 1,
      filled_at = clock_timestamp()
    where least(per_second, r."left" + greatest(0, extract(epoch from clock_timestamp() - r.filled_at)) * per_second) >= 1
    returning 1
  )
  select exists (select 1 from drawn)
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION count_api_request(uuid, uuid, double precision) FROM PUBLIC;
--> statement-breakpoint
-- Options that requests could not have asked for until now.
UPDATE detections SET parameters = jsonb_build_object(
  'intelligence', false, 'inferFromIntelligence', false, 'audioSourceTracing', false, 'useReverseSearch', false,
  'useOodDetector', false) || parameters;
