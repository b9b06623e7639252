DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['detector_connections','remote_runs','callback_inbox','provider_turns'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE provider_rates SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE provider_turns SET UNLOGGED;
--> statement-breakpoint
-- Whose callback a token is, asked before a team is known.
CREATE FUNCTION find_callback_token(wanted_hash text)
RETURNS TABLE (team_id uuid, detection_id uuid, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select r.team_id, r.detection_id, r.token_expires_at from remote_runs r where r.token_hash = wanted_hash $$;
--> statement-breakpoint
-- Seconds to wait before the next request to a provider; 0: it may go out now and was counted. All replicas draw from one
-- bucket, and each team that asked within two seconds from an even share of it, so that no backlog holds the others back.
CREATE FUNCTION take_provider_turn(of_provider text, of_team uuid, per_second double precision, burst double precision)
RETURNS double precision
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  at timestamptz;
  bucket double precision;
  own double precision;
  share double precision;
BEGIN
  insert into provider_rates (provider, "left", filled_at) values (of_provider, burst, clock_timestamp())
    on conflict (provider) do nothing;
  perform 1 from provider_rates where provider = of_provider for update;
  at := clock_timestamp();
  insert into provider_turns (provider, team_id, "left", filled_at, asked_at) values (of_provider, of_team, 1, at, at)
    on conflict (provider, team_id) do update set asked_at = at;
  select per_second / greatest(1, count(*)) into share from provider_turns
    where provider = of_provider and asked_at > at - interval '2 seconds';
  select least(burst, r."left" + greatest(0, extract(epoch from at - r.filled_at)) * per_second) into bucket
    from provider_rates r where r.provider = of_provider;
  select least(greatest(1, burst * share / per_second), t."left" + greatest(0, extract(epoch from at - t.filled_at)) * share)
    into own from provider_turns t where t.provider = of_provider and t.team_id = of_team;
  if bucket < 1 then return (1 - bucket) / per_second; end if;
  if own < 1 then return (1 - own) / share; end if;
  update provider_rates set "left" = bucket - 1, filled_at = at where provider = of_provider;
  update provider_turns set "left" = own - 1, filled_at = at where provider = of_provider and team_id = of_team;
  return 0;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION find_callback_token(text) FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION take_provider_turn(text, uuid, double precision, double precision) FROM PUBLIC;
