-- Every key of a machine has an end, and who comes with one that is over is told
-- so: nobody else has its secret.
--
-- Locks: api_key, briefly.  Rewrites: keys without an end, which are few.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

UPDATE hejie.api_key SET expires = now() + interval '180 days'
 WHERE expires IS NULL;
ALTER TABLE hejie.api_key ALTER COLUMN expires SET NOT NULL;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Whose key it is and when it ends, over or not; no row if id and secret do not
-- belong together.
CREATE FUNCTION hejie.api_key_look(p_id text, p_secret_hash bytea)
RETURNS TABLE (person uuid, expires timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT k.person, k.expires
      FROM hejie.api_key k
     WHERE k.id = p_id AND k.secret_hash = p_secret_hash;
$$;
REVOKE ALL ON FUNCTION hejie.api_key_look FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.api_key_look TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
