-- Who can come in, for the administrator to see and to take back; where one is
-- signed in oneself.
--
-- The tables and their rules are those of the change "auth": only functions of
-- hejie_append get at them, and none of these shows a hash.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Accounts behind p_after in order of person, with what is open for each.
CREATE FUNCTION hejie.accounts(
    p_after uuid, p_most integer, p_now timestamptz)
RETURNS TABLE (person uuid, login text, must_change boolean,
               updated timestamptz, sessions bigint, api_keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT c.person, c.login, c.must_change, c.updated,
           (SELECT count(*) FROM hejie.session s
             WHERE s.person = c.person AND p_now < s.expires),
           (SELECT count(*) FROM hejie.api_key k
             WHERE k.person = c.person
               AND (k.expires IS NULL OR p_now < k.expires))
      FROM hejie.credential c
     WHERE c.person > p_after ORDER BY c.person LIMIT p_most;
$$;

-- The person cannot sign in any more and nothing of it is open; 0 if it could
-- not before.
CREATE FUNCTION hejie.drop_account(p_person uuid) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH keys AS (DELETE FROM hejie.api_key WHERE person = p_person),
    sessions AS (DELETE FROM hejie.session WHERE person = p_person),
    gone AS (
        DELETE FROM hejie.credential WHERE person = p_person RETURNING 1)
    SELECT count(*) FROM gone;
$$;

-- End the session of p_person whose hash begins with p_id (32 hex), all of the
-- person's for NULL; how many ended.
CREATE FUNCTION hejie.end_sessions(p_person uuid, p_id text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.session s
         WHERE s.person = p_person
           AND (p_id IS NULL OR left(encode(s.token_hash, 'hex'), 32) = p_id)
        RETURNING 1)
    SELECT count(*) FROM gone;
$$;

REVOKE ALL ON FUNCTION hejie.accounts, hejie.drop_account, hejie.end_sessions
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.accounts, hejie.drop_account,
    hejie.end_sessions TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
