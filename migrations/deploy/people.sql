-- A person is found in whatever stream holds records of people, and imported
-- lists forget whom somebody asks to be erased.
--
-- Locks: triggers of event and indexes of import_row, briefly.  Rewrites: nothing;
-- `hejie rebuild` fills the rows of streams that are there.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived: members of groups, parties of compacts, who is helped.  Parties of
-- disputes stand in party_index.
CREATE TABLE hejie.person_index (
    stream uuid    NOT NULL,
    no     integer NOT NULL,
    kind   text    NOT NULL, -- of stream
    token  bigint,           -- of the identity number, null: none, or erased
    CONSTRAINT person_index_pk PRIMARY KEY (stream, no)
);
CREATE INDEX person_index_token ON hejie.person_index (token)
    WHERE token IS NOT NULL;

SELECT hejie.derived('person_index', false);
CREATE POLICY person_index_find ON hejie.person_index FOR SELECT
    TO hejie_append USING (true);

CREATE INDEX import_row_token ON hejie.import_row (token)
    WHERE token IS NOT NULL;
CREATE INDEX import_row_stream ON hejie.import_row (stream)
    WHERE stream IS NOT NULL;

DROP TRIGGER event_erases ON hejie.event;
CREATE TRIGGER event_erases AFTER INSERT ON hejie.event
    FOR EACH ROW WHEN (right(NEW.kind, 7) = '_erased')
    EXECUTE FUNCTION hejie.event_erases();

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

DROP FUNCTION hejie.find_identity(text[], bigint[], integer);

-- The records that have this token, in whatever stream: for the administrator
-- who erases a person; it tells places, nothing of them.
CREATE FUNCTION hejie.find_person(
    p_counties text[], p_tokens bigint[], p_most integer)
RETURNS TABLE (kind text, stream uuid, no integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT f.kind, f.stream, f.no
      FROM (SELECT 'dispute' AS kind, p.stream, p.party AS no
              FROM unnest(p_counties, p_tokens) AS w(county, token)
             CROSS JOIN LATERAL (
                   SELECT i.stream, i.party FROM hejie.party_index i
                    WHERE i.county = w.county AND i.tokens @> ARRAY[w.token]
                   OFFSET 0) p
             UNION ALL
            SELECT p.kind, p.stream, p.no
              FROM hejie.person_index p
             WHERE p.token = ANY (p_tokens)) f
     ORDER BY f.stream, f.no LIMIT p_most;
$$;

-- What a list says of somebody is gone; what became of the row stays.
CREATE FUNCTION hejie.import_forget(p_tokens bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        UPDATE hejie.import_row
           SET cells = '', body = NULL, further = NULL, token = NULL,
               state = CASE state WHEN 'done' THEN state ELSE 'faulty' END
         WHERE token = ANY (p_tokens) RETURNING 1)
    SELECT count(*) FROM gone;
$$;

REVOKE ALL ON FUNCTION hejie.find_person, hejie.import_forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.find_person, hejie.import_forget TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
SET LOCAL ROLE hejie_owner;

-- The row of a list that made this dispute goes with what it was made of.  Runs
-- with the rights of who appends.
CREATE FUNCTION hejie.event_forgets() RETURNS trigger
LANGUAGE plpgsql SET search_path = hejie, pg_temp AS $$
BEGIN
    UPDATE hejie.import_row r
       SET cells = '', body = NULL, further = NULL, token = NULL
      FROM hejie.import i
     WHERE r.stream = NEW.stream AND i.id = r.import AND i.target IS NULL;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION hejie.event_forgets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.event_forgets TO hejie_append;

CREATE TRIGGER event_forgets AFTER INSERT ON hejie.event
    FOR EACH ROW WHEN (NEW.kind IN ('party_erased', 'texts_erased'))
    EXECUTE FUNCTION hejie.event_forgets();

COMMIT;
