-- Indexes by which a page of a list is read, whatever is filtered: as many rows
-- as it shows, not as many as there are.  And the disputes that somebody
-- handles: operators on arrays are not leakproof, so that no index on them
-- would be used behind row-level security.
--
-- Locks: writes to the tables wait while their indexes are made.
-- Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- CASE, as in procedure_by_body.
CREATE INDEX procedure_by_channel ON hejie.procedure
    (body, channel, (CASE WHEN next_on IS NULL THEN '9999-12-31'::date
                     ELSE next_on END), stream, no)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');
CREATE INDEX procedure_by_phase ON hejie.procedure
    (body, phase, (CASE WHEN next_on IS NULL THEN '9999-12-31'::date
                   ELSE next_on END), stream, no)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');
CREATE INDEX procedure_by_person ON hejie.procedure USING gin (mediators)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');
CREATE INDEX service_reach ON hejie.service
    (body, (CASE WHEN reach IS NULL THEN 'none' ELSE reach END), owed_on,
     stream, no)
    WHERE state IN ('owed', 'returned');

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- What the reader handles and is not over (procedure_count lets it look).
CREATE FUNCTION hejie.handled() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT p.stream FROM hejie.procedure p
     WHERE p.mediators @> ARRAY[current_setting('hejie.principal')::uuid]
       AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
$$;
REVOKE ALL ON FUNCTION hejie.handled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.handled TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
