ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY team ON invitations USING (team_id = app_team()) WITH CHECK (team_id = app_team());
--> statement-breakpoint
CREATE POLICY owner ON invitations TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Whoever is gone or shut out is in no team any more; the one they worked in last comes first.
CREATE OR REPLACE FUNCTION teams_of(wanted_member uuid)
RETURNS TABLE (team_id uuid, team_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select m.team_id, t.name, m.role from memberships m join teams t on t.id = m.team_id join members p on p.id = m.member_id
      where m.member_id = wanted_member and m.removed_at is null and m.deactivated_at is null
      order by (m.team_id = p.last_team_id) desc nulls last, m.created_at $$;
--> statement-breakpoint
DROP FUNCTION find_session(uuid);
--> statement-breakpoint
CREATE FUNCTION find_session(wanted_id uuid)
RETURNS TABLE (session_id uuid, member_id uuid, name text, email text, team_id uuid, team_name text, role text,
  proved_at timestamptz, needs_second_step boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select s.id, m.id, m.name, m.email, t.id, t.name, ms.role, s.proved_at,
        t.require_second_step and s.by = 'password'
          and not exists (select 1 from second_steps x where x.member_id = m.id and x.confirmed_at is not null)
      from sessions s
      join members m on m.id = s.member_id and m.deactivated_at is null
      join memberships ms on ms.member_id = m.id and ms.team_id = s.team_id
        and ms.removed_at is null and ms.deactivated_at is null
      join teams t on t.id = s.team_id
      where s.id = wanted_id and s.revoked_at is null and s.expires_at > now() $$;
--> statement-breakpoint
-- A person and their team's admins see what a link of theirs leads to before any team is known.
CREATE FUNCTION find_invitation(wanted_hash text)
RETURNS TABLE (team_id uuid, team_name text, id uuid, email text, role text, invited_by text, expires_at timestamptz,
  accepted_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select i.team_id, t.name, i.id, i.email, i.role, m.name, i.expires_at, i.accepted_at, i.revoked_at
      from invitations i join teams t on t.id = i.team_id left join members m on m.id = i.invited_by
      where i.token_hash = wanted_hash $$;
--> statement-breakpoint
-- What a link to a new password, an identity or a session is worth is asked by the person's id alone.
CREATE FUNCTION find_person(wanted_id uuid)
RETURNS TABLE (id uuid, name text, email text, password_hash text, deactivated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select m.id, m.name, m.email, m.password_hash, m.deactivated_at from members m where m.id = wanted_id $$;
--> statement-breakpoint
-- All of a person's sessions that hold, in whichever team; no team sees those of another by itself.
CREATE FUNCTION sessions_of(wanted_member uuid)
RETURNS TABLE (session_id uuid, team_id uuid, team_name text, by text, browser text, address text,
  created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ select s.id, s.team_id, t.name, s.by, s.browser, s.address, s.created_at, s.last_seen_at, s.expires_at
      from sessions s join teams t on t.id = s.team_id
      where s.member_id = wanted_member and s.revoked_at is null and s.expires_at > now()
      order by s.last_seen_at desc $$;
--> statement-breakpoint
-- A session goes on in another team of its person; false where they are not in it.
CREATE FUNCTION move_session(wanted_id uuid, to_team uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ with moved as (
        update sessions s set team_id = to_team
        where s.id = wanted_id and s.revoked_at is null and s.expires_at > now()
          and exists (select 1 from memberships m where m.member_id = s.member_id and m.team_id = to_team
            and m.removed_at is null and m.deactivated_at is null)
        returning s.member_id)
      , noted as (update members set last_team_id = to_team where id in (select member_id from moved) returning 1)
      select exists (select 1 from moved) $$;
--> statement-breakpoint
-- Of one's own account, which belongs to no team: a new password, a name, or the team of the last sign-in.
CREATE FUNCTION set_account(wanted_id uuid, new_hash text, new_name text, new_team uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ with changed as (
        update members set password_hash = coalesce(new_hash, password_hash), name = coalesce(new_name, name),
          last_team_id = coalesce(new_team, last_team_id)
        where id = wanted_id returning 1)
      select exists (select 1 from changed) $$;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc
    WHERE prosecdef AND pronamespace = 'public'::regnamespace AND pg_has_role(current_user, proowner, 'usage')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', f);
  END LOOP;
END $$;
