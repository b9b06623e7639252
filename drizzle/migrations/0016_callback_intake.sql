ALTER TABLE "callback_inbox" ADD COLUMN "asked_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "callback_inbox_unasked" ON "callback_inbox" USING btree ("team_id","created_at") WHERE "callback_inbox"."asked_at" is null;
--> statement-breakpoint
-- What came in before had its job queued with it.
UPDATE callback_inbox SET asked_at = created_at;
--> statement-breakpoint
-- Takes a callback in, in one statement: whose it is, whether it is still waited for, and the claim, kept once. One that was
-- handled counts anew after a while: what it claimed may have come true since. Answers unknown, expired or taken.
CREATE FUNCTION take_detection_callback(wanted_hash text, claimed_uuid text, claimed_status text, most integer, at timestamptz)
RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  run record;
BEGIN
  select r.team_id, r.detection_id, r.token_expires_at into run from remote_runs r where r.token_hash = wanted_hash;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF run.token_expires_at <= at THEN RETURN 'expired'; END IF;
  insert into callback_inbox (team_id, detection_id, remote_uuid, status)
  select run.team_id, run.detection_id, claimed_uuid, claimed_status
  where (select count(*) from callback_inbox i where i.team_id = run.team_id and i.detection_id = run.detection_id) < most
  on conflict (team_id, detection_id, remote_uuid, status) do update set handled_at = null, asked_at = null, created_at = now()
    where callback_inbox.handled_at < now() - interval '5 seconds';
  RETURN 'taken';
END $$;
--> statement-breakpoint
-- Which teams have callbacks that nothing was asked about yet: one probe of an index for each team.
CREATE FUNCTION teams_with_callbacks() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select t.id from teams t where exists (select 1 from callback_inbox i where i.team_id = t.id and i.asked_at is null) $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION take_detection_callback(text, text, text, integer, timestamptz), teams_with_callbacks() FROM PUBLIC;
