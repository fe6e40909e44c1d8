-- File review: what a sample is drawn from, and findings as tasks of the bodies
-- reviewed.
--
-- Locks: creates; an index on procedure, for its time.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- One row a finding (derived).
CREATE TABLE hejie.finding (
    stream    uuid    NOT NULL,
    no        integer NOT NULL,
    body      uuid,              -- whose task it is
    review    uuid    NOT NULL,
    procedure integer NOT NULL,
    item      text    NOT NULL,  -- of the sheet
    points    integer NOT NULL,  -- off
    state     text    NOT NULL,
    since     date    NOT NULL,
    CONSTRAINT finding_pk PRIMARY KEY (stream, no)
);
CREATE INDEX finding_open ON hejie.finding (body, since, stream, no)
    WHERE state = 'open';

SELECT hejie.derived('finding', false);

CREATE INDEX procedure_closed ON hejie.procedure (body, ended_on)
    WHERE phase = 'closed';

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- One file a dispute: the procedure of these bodies that ended last.  Runs with
-- the rights of who asks, so row-level security leaves what the reader may see.
CREATE FUNCTION hejie.closed_procedures(p_orgs text, p_county text,
    p_body uuid, p_from date, p_to date, p_most integer)
RETURNS TABLE (stream uuid, code text, body uuid, no integer)
LANGUAGE plpgsql SET search_path = hejie, pg_temp SET hejie.orgs = ''
AS $$
BEGIN
    PERFORM set_config('hejie.orgs', p_orgs, true);
    RETURN QUERY
        SELECT l.stream, h.code, l.body, l.no
          FROM (SELECT DISTINCT ON (p.stream) p.stream, p.body, p.no
                  FROM hejie.procedure p
                 WHERE p.phase = 'closed'
                   AND p.ended_on BETWEEN p_from AND p_to
                   AND p.body = ANY (CASE WHEN p_body IS NULL
                       THEN string_to_array(p_orgs, ',')::uuid[]
                       ELSE ARRAY[p_body] END)
                 ORDER BY p.stream, p.ended_on DESC, p.no DESC) l
          JOIN hejie.head h ON h.stream = l.stream
         WHERE h.county = p_county AND h.code IS NOT NULL
         ORDER BY h.code
         LIMIT p_most;
END
$$;
REVOKE ALL ON FUNCTION hejie.closed_procedures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.closed_procedures TO hejie_app, hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
