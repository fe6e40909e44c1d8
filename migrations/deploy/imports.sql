-- Lists that people import, row by row.  Beside the timelines, not part of
-- them: what came of a row is in the timeline of its stream.  Cells and bodies
-- are sealed under a key of the list; a list goes after 90 days.
--
-- Locks: creates only.  Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.import (
    id       uuid        NOT NULL,
    person   uuid        NOT NULL,
    org      uuid        NOT NULL,
    profile  text        NOT NULL,
    target   uuid,                 -- the stream that all rows go to, or null
    dry      boolean     NOT NULL, -- rows are only looked at
    made     timestamptz NOT NULL,
    format   text        NOT NULL,
    coding   text        NOT NULL,
    header   text        NOT NULL, -- names of columns as they were, JSON
    wrapped  bytea       NOT NULL, -- the key of what is sealed
    CONSTRAINT import_pk PRIMARY KEY (id)
);
CREATE TABLE hejie.import_row (
    import   uuid        NOT NULL REFERENCES hejie.import ON DELETE CASCADE,
    no       integer     NOT NULL,
    line     integer     NOT NULL, -- of the file
    batch    integer     NOT NULL, -- rows that are sent as one command
    state    text        NOT NULL, -- faulty waiting fits done refused
    cells    text        NOT NULL, -- sealed
    body     text,                 -- of the command, sealed
    further  text,                 -- of the second command, sealed
    key      text        NOT NULL, -- idempotency
    faults   text        NOT NULL, -- [{"column", "type"}]
    likely   text        NOT NULL, -- [{"row"} or {"dispute"}]
    stream   uuid,
    code     text,
    leased   timestamptz,
    CONSTRAINT import_row_pk PRIMARY KEY (import, no)
);
CREATE INDEX import_row_waits ON hejie.import_row (import, batch)
    WHERE state = 'waiting';

ALTER TABLE hejie.import ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.import FORCE ROW LEVEL SECURITY;
ALTER TABLE hejie.import_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.import_row FORCE ROW LEVEL SECURITY;
CREATE POLICY import_seen ON hejie.import FOR SELECT TO hejie_app
    USING (org = ANY (coalesce((SELECT string_to_array(
        current_setting('hejie.orgs', true), ',')::uuid[]), '{}')));
-- A row that went in is its stream's: who may not see that does not see what
-- was written of it either, and be it his own body's list (信访工作条例30).
CREATE POLICY import_row_seen ON hejie.import_row FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.import i WHERE i.id = import_row.import)
           AND (stream IS NULL OR EXISTS (
                SELECT FROM hejie.head h WHERE h.stream = import_row.stream)));
CREATE POLICY import_kept ON hejie.import TO hejie_append
    USING (true) WITH CHECK (true);
CREATE POLICY import_row_kept ON hejie.import_row TO hejie_append
    USING (true) WITH CHECK (true);
GRANT SELECT ON hejie.import, hejie.import_row TO hejie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON hejie.import, hejie.import_row
    TO hejie_append;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Keep a list; one that is there stays as it is.  Without p_dry what fits, or
-- was refused, waits to be done.
CREATE FUNCTION hejie.import_open(
    p_id uuid, p_person uuid, p_org uuid, p_profile text, p_target uuid,
    p_dry boolean, p_format text, p_coding text, p_header text,
    p_wrapped bytea, p_line integer[], p_batch integer[], p_cells text[],
    p_body text[], p_further text[], p_key text[], p_faults text[],
    p_likely text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    INSERT INTO hejie.import VALUES (p_id, p_person, p_org, p_profile,
        p_target, p_dry, hejie.moment(), p_format, p_coding, p_header,
        p_wrapped)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO hejie.import_row
        SELECT p_id, r.no, r.line, r.batch,
               CASE WHEN r.body = '' THEN 'faulty' ELSE 'waiting' END,
               r.cells, nullif(r.body, ''), nullif(r.further, ''), r.key,
               r.faults, r.likely
          FROM unnest(p_line, p_batch, p_cells, p_body, p_further, p_key,
                      p_faults, p_likely) WITH ORDINALITY
               AS r(line, batch, cells, body, further, key, faults, likely,
                    no);
    ELSIF NOT p_dry THEN
        UPDATE hejie.import SET dry = false WHERE id = p_id;
        UPDATE hejie.import_row
           SET state = 'waiting', faults = '[]', leased = NULL
         WHERE import = p_id AND state IN ('fits', 'refused');
    END IF;
    PERFORM pg_notify('hejie_follow', '');
END
$$;

-- What waits and nobody is at: whole batches, of one list.
CREATE FUNCTION hejie.import_claim(p_batches integer, p_lease interval)
RETURNS TABLE (import uuid, person uuid, profile text, target uuid,
    dry boolean, wrapped bytea, no integer, batch integer, key text,
    body text, further text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    list uuid := (SELECT r.import FROM hejie.import_row r
                   WHERE r.state = 'waiting'
                     AND (r.leased IS NULL OR r.leased < clock_timestamp())
                   ORDER BY r.import LIMIT 1);
BEGIN
    RETURN QUERY
    WITH free AS (
        SELECT DISTINCT r.batch FROM hejie.import_row r
         WHERE r.import = list AND r.state = 'waiting'
           AND (r.leased IS NULL OR r.leased < clock_timestamp())
         ORDER BY r.batch LIMIT p_batches),
    taken AS (
        UPDATE hejie.import_row r SET leased = clock_timestamp() + p_lease
          FROM free
         WHERE r.import = list AND r.batch = free.batch
           AND r.state = 'waiting'
           AND (r.leased IS NULL OR r.leased < clock_timestamp())
        RETURNING r.*)
    SELECT i.id, i.person, i.profile, i.target, i.dry, i.wrapped, t.no,
           t.batch, t.key, t.body, t.further
      FROM taken t JOIN hejie.import i ON i.id = t.import
     ORDER BY t.batch, t.no;
END
$$;

-- What came of the rows of one batch.  A batch of several that was refused is
-- taken apart: each row is tried alone.
CREATE FUNCTION hejie.import_finish(
    p_import uuid, p_batch integer, p_state text, p_faults text,
    p_stream uuid, p_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    IF p_state = 'apart' THEN
        UPDATE hejie.import_row SET batch = -no, leased = NULL
         WHERE import = p_import AND batch = p_batch AND state = 'waiting';
    ELSE
        UPDATE hejie.import_row
           SET state = p_state, faults = p_faults, stream = p_stream,
               code = p_code
         WHERE import = p_import AND batch = p_batch AND state = 'waiting';
    END IF;
END
$$;

-- Disputes in which the reader has part and somebody has one of the tokens.
CREATE FUNCTION hejie.import_likely(p_county text, p_tokens bigint[])
RETURNS TABLE (token bigint, stream uuid)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT w.token, f.stream
      FROM (SELECT DISTINCT unnest(p_tokens) AS token) w
     CROSS JOIN LATERAL (
           SELECT p.stream FROM hejie.party_index p
            WHERE p.county = p_county AND p.tokens @> ARRAY[w.token]
              AND EXISTS (SELECT FROM hejie.access a
                           WHERE a.stream = p.stream AND a.until IS NULL
                             AND a.capacity <> 'offered')
            ORDER BY p.stream LIMIT 3) f
     ORDER BY w.token, f.stream
$$;

CREATE FUNCTION hejie.import_sweep() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.import
         WHERE made < hejie.moment() - interval '90 days' RETURNING 1)
    SELECT count(*) FROM gone;
$$;

REVOKE ALL ON FUNCTION hejie.import_open, hejie.import_claim,
    hejie.import_finish, hejie.import_likely, hejie.import_sweep FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.import_open, hejie.import_likely TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.import_claim, hejie.import_finish,
    hejie.import_sweep TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
