-- Functions that run as the owner: for the app's role alone, which is granted them at every start (lib/db/prepare.ts), and
-- with no temporary table of the caller's in front of the real ones.
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
