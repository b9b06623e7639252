-- Two walls: every query filters by team, and these policies stand under it. The app's role is not the owner, so it
-- sees a team's rows only in a transaction that has set app.team_id; with no context it sees none.
CREATE FUNCTION app_team() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select nullif(current_setting('app.team_id', true), '')::uuid $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['memberships','sessions','api_keys','cases','decisions','media','detections','evidence','audit_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    -- The look-ups below run as the owner, who under FORCE needs a policy too.
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE teams FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY team ON teams USING (id = app_team()) WITH CHECK (id = app_team());
--> statement-breakpoint
CREATE POLICY owner ON teams TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE members FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A person is seen by the teams they are in; they are added before they are in one.
CREATE POLICY team ON members USING (exists (select 1 from memberships m where m.member_id = members.id and m.team_id = app_team()));
--> statement-breakpoint
CREATE POLICY added ON members FOR INSERT WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY owner ON members TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Look-ups that come before a team is known. Each answers one narrow question, as the owner.
CREATE FUNCTION find_api_key(wanted_hash text)
RETURNS TABLE (team_id uuid, id uuid, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select k.team_id, k.id, k.scopes from api_keys k where k.key_hash = wanted_hash and k.revoked_at is null $$;
--> statement-breakpoint
CREATE FUNCTION find_member(wanted_email text)
RETURNS TABLE (id uuid, name text, password_hash text, deactivated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select m.id, m.name, m.password_hash, m.deactivated_at from members m where m.email = lower(wanted_email) $$;
--> statement-breakpoint
CREATE FUNCTION teams_of(wanted_member uuid)
RETURNS TABLE (team_id uuid, team_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select m.team_id, t.name, m.role from memberships m join teams t on t.id = m.team_id
      where m.member_id = wanted_member order by m.created_at $$;
--> statement-breakpoint
CREATE FUNCTION find_session(wanted_id uuid)
RETURNS TABLE (session_id uuid, member_id uuid, name text, email text, team_id uuid, team_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select s.id, m.id, m.name, m.email, t.id, t.name, ms.role
      from sessions s
      join members m on m.id = s.member_id and m.deactivated_at is null
      join memberships ms on ms.member_id = m.id and ms.team_id = s.team_id
      join teams t on t.id = s.team_id
      where s.id = wanted_id and s.revoked_at is null and s.expires_at > now() $$;
--> statement-breakpoint
CREATE FUNCTION find_team(wanted_name text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select id from teams where lower(name) = lower(wanted_name) $$;
--> statement-breakpoint
CREATE FUNCTION any_team() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select exists (select 1 from teams) $$;
--> statement-breakpoint
CREATE FUNCTION all_teams() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ select id from teams $$;
--> statement-breakpoint
-- The trail is append-only for everyone, its owner included.
CREATE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_trail_change();
--> statement-breakpoint
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_trail_change();
