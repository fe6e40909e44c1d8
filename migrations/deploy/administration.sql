-- What the desks of the three administrators read: who waits for a first
-- sign-in, who was shown what.
--
-- Locks: read_log, while its index is made.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX read_log_at ON hejie.read_log (at);

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Those of these people who cannot sign in yet: without an account (login
-- null), or with a one-time password that they have not used.
CREATE FUNCTION hejie.accounts_wanting(p_people text[])
RETURNS TABLE (person uuid, login text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT w.id, c.login
      FROM (SELECT DISTINCT p::uuid AS id FROM unnest(p_people) p) w
      LEFT JOIN hejie.credential c ON c.person = w.id
     WHERE c.person IS NULL OR c.must_change
     ORDER BY w.id;
$$;

-- Entries of the read log before p_before (microseconds since 1970), the newest
-- first; of one person or one stream if they are named.
CREATE FUNCTION hejie.read_entries(
    p_before bigint, p_person text, p_stream uuid, p_most integer)
RETURNS TABLE (at timestamptz, principal text, org uuid, stream uuid,
               what text, micros bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT r.at, r.principal, r.org, r.stream, r.what,
           (extract(epoch FROM r.at) * 1000000)::bigint
      FROM hejie.read_log r
     WHERE r.at < '1970-01-01Z'::timestamptz + p_before * interval '1 us'
       AND (p_person IS NULL OR r.principal = p_person)
       AND (p_stream IS NULL OR r.stream = p_stream)
     ORDER BY r.at DESC LIMIT p_most;
$$;

REVOKE ALL ON FUNCTION hejie.accounts_wanting, hejie.read_entries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.accounts_wanting, hejie.read_entries
    TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
