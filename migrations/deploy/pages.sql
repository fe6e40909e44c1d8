-- Indexes by which a page of a list is read, whatever is filtered: as many rows
-- as it shows, not as many as there are.  And what somebody handles: operators
-- on arrays are not leakproof, so that no index on them would be used behind
-- row-level security.
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
CREATE INDEX procedure_by_team ON hejie.procedure
    (body, mediators, (CASE WHEN next_on IS NULL THEN '9999-12-31'::date
                       ELSE next_on END), stream, no)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');
CREATE INDEX procedure_by_person ON hejie.procedure USING gin (mediators)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');
CREATE INDEX service_reach ON hejie.service
    (body, (CASE WHEN reach IS NULL THEN 'none' ELSE reach END), owed_on,
     stream, no)
    WHERE state IN ('owed', 'returned');

-- The body that reads, the first of hejie.orgs.
CREATE FUNCTION hejie.reading_body() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif(split_part(
    current_setting('hejie.orgs', true), ',', 1), '')::uuid;
REVOKE ALL ON FUNCTION hejie.reading_body FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.reading_body TO hejie_append;

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

-- Who handle together what is not over at the body that reads; {}: nobody yet.
-- One step of the index each, however much they handle (procedure_count lets it
-- look).
CREATE FUNCTION hejie.teams() RETURNS SETOF uuid[]
LANGUAGE sql STABLE ROWS 20 SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    WITH RECURSIVE t AS (
        (SELECT p.body, p.mediators FROM hejie.procedure p
          WHERE p.body = hejie.reading_body()
            AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
          ORDER BY p.mediators LIMIT 1)
         UNION ALL
        SELECT n.body, n.mediators FROM t CROSS JOIN LATERAL (
               SELECT p.body, p.mediators FROM hejie.procedure p
                WHERE p.body = t.body AND p.mediators > t.mediators
                  AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
                ORDER BY p.mediators LIMIT 1) n)
    SELECT t.mediators FROM t
$$;

-- What a team handles there and was opened up to a day: the first p_most that
-- have a next limit, and as many that have none; NULL: all.
CREATE FUNCTION hejie.team_work(p_team uuid[], p_opened date, p_most integer)
RETURNS TABLE (stream uuid, no integer)
LANGUAGE sql STABLE ROWS 20 SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT w.stream, w.no
      FROM (VALUES ('-infinity'::date, '9999-12-30'::date),
                   ('9999-12-31', '9999-12-31')) next (first, last)
     CROSS JOIN LATERAL (
           SELECT p.stream, p.no FROM hejie.procedure p
            WHERE p.body = hejie.reading_body()
              AND p.mediators = p_team
              AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
              AND CASE WHEN p.next_on IS NULL THEN '9999-12-31'
                  ELSE p.next_on END BETWEEN next.first AND next.last
              AND coalesce(p.opened_on, 'infinity') <= p_opened
            ORDER BY p.mediators, -- one, but the planner does not see it here
                     CASE WHEN p.next_on IS NULL THEN '9999-12-31'
                     ELSE p.next_on END, p.stream, p.no
            LIMIT p_most) w
$$;
REVOKE ALL ON FUNCTION hejie.teams, hejie.team_work FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.teams, hejie.team_work TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
