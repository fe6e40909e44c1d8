-- What a browser that watches is told: which streams have gone on, of those
-- that the reader has a part in.
--
-- Locks: hejie.session and hejie.api_key for a moment.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Events at the positions p_from up to, not including, p_upto in streams that
-- the reader has a part in now: access shows this function only his own rows.
CREATE FUNCTION hejie.changes(p_from bigint, p_upto bigint)
RETURNS TABLE (place bigint, stream uuid, seq bigint, offered boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT l.position, l.stream, l.seq, a.offered
      FROM hejie.log l
     CROSS JOIN LATERAL (
           SELECT bool_and(a.capacity = 'offered') AS offered
             FROM hejie.access a
            WHERE a.stream = l.stream AND a.until IS NULL) a
     WHERE l.position >= p_from AND l.position < p_upto
       AND a.offered IS NOT NULL;
$$;

-- Who was let in is so no more: whoever holds something open for him hears it.
CREATE FUNCTION hejie.tell_sessions() RETURNS trigger
LANGUAGE plpgsql SET search_path = hejie, pg_temp
AS $$
BEGIN
    NOTIFY hejie_sessions;
    RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION hejie.changes, hejie.tell_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.changes, hejie.log_size TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.tell_sessions TO hejie_owner;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
SET LOCAL ROLE hejie_owner;

CREATE TRIGGER session_over AFTER DELETE ON hejie.session
    FOR EACH STATEMENT EXECUTE FUNCTION hejie.tell_sessions();
CREATE TRIGGER api_key_over AFTER DELETE ON hejie.api_key
    FOR EACH STATEMENT EXECUTE FUNCTION hejie.tell_sessions();

COMMIT;
