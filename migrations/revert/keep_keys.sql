-- Revert hejie:keep_keys from pg

BEGIN;

SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION hejie.sweep() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH keys AS (
        DELETE FROM hejie.idempotency
         WHERE at < hejie.moment() - interval '30 days' RETURNING 1),
    reads AS (
        DELETE FROM hejie.read_log
         WHERE at < clock_timestamp() - interval '6 months' RETURNING 1)
    SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM reads);
$$;

COMMIT;
