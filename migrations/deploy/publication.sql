-- How many disputes run in a county: those that keep their rules when others
-- are put in force.  A number for the page that a second person signs; it shows
-- no dispute to who may not see it.
--
-- Locks: writes to the table wait while its index is made.
-- Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX head_running ON hejie.head (county)
    WHERE kind = 'dispute' AND NOT closed;
CREATE POLICY head_counted ON hejie.head FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = 'count');

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

CREATE FUNCTION hejie.running(p_county text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.writing = 'count'
AS $$
    SELECT count(*) FROM hejie.head h
     WHERE h.kind = 'dispute' AND NOT h.closed AND h.county = p_county;
$$;

REVOKE ALL ON FUNCTION hejie.running FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.running TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
