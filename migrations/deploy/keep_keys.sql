-- Deploy hejie:keep_keys to pg
-- requires: agents

-- Idempotency rows live 30 days of real time.  Where time is moved by hand a
-- day may pass in a second, and a key must outlast what is on its way.
BEGIN;

SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION hejie.sweep() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH keys AS (
        DELETE FROM hejie.idempotency
         WHERE at < hejie.moment() - interval '30 days'
           AND NOT (SELECT simulated FROM hejie.nature) RETURNING 1),
    reads AS (
        DELETE FROM hejie.read_log
         WHERE at < clock_timestamp() - interval '6 months' RETURNING 1)
    SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM reads);
$$;

COMMIT;
