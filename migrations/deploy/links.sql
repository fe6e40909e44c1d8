-- Deploy hejie:links to pg
-- requires: custody

-- Links between disputes; what they are found to be alike by; a refused
-- follow-up that its asker is told of.
--
-- A link is a row on each side, for as long as it stands: one that is undone
-- leaves nothing behind here, only on the timelines.
--
-- Locks: creates; replaces functions.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- One row a link that stands (derived).
CREATE TABLE hejie.link (
    stream uuid    NOT NULL,
    no     integer NOT NULL,
    kind   text    NOT NULL,  -- what the other is to this one
    other  uuid    NOT NULL,
    since  date,
    CONSTRAINT link_pk PRIMARY KEY (stream, no)
);

ALTER TABLE hejie.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.link FORCE ROW LEVEL SECURITY;
CREATE POLICY link_seen ON hejie.link FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = link.stream AND a.until IS NULL
          AND a.capacity <> 'offered'
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
CREATE POLICY link_new ON hejie.link FOR INSERT TO hejie_append
    WITH CHECK ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY link_mine ON hejie.link FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY link_change ON hejie.link FOR UPDATE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY link_drop ON hejie.link FOR DELETE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY link_agent ON hejie.link FOR SELECT TO hejie_agent USING (true);
GRANT SELECT ON hejie.link TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.link TO hejie_append;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Rows that are true no more, in the form of write_rows().
CREATE FUNCTION hejie.drop_rows(p_gone jsonb) RETURNS void
LANGUAGE sql
AS $$
    DELETE FROM hejie.link l
     USING jsonb_populate_recordset(NULL::hejie.link, p_gone -> 'link') g
     WHERE l.stream = g.stream AND l.no = g.no;
$$;
REVOKE ALL ON FUNCTION hejie.drop_rows FROM PUBLIC;

-- The rows of one table, as write_rows() hands them on.
ALTER FUNCTION hejie.write_more RENAME TO upsert_rows;
CREATE FUNCTION hejie.write_more(p_table text, p_rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF p_table = 'gone' THEN
        PERFORM hejie.drop_rows(p_rows);
    ELSE
        PERFORM hejie.upsert_rows(p_table, p_rows);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION hejie.write_more FROM PUBLIC;

-- Tick off a follow-up.  If it was refused and there is a command for it, ask the
-- asker to take note: a follow-up to the stream from which it came.
CREATE FUNCTION hejie.end_follow_up(p_stream uuid, p_seq bigint, p_n integer,
    p_refusal text, p_back text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
DECLARE
    f hejie.follow_up;
BEGIN
    UPDATE hejie.follow_up
       SET done_at = clock_timestamp(), refusal = p_refusal
     WHERE stream = p_stream AND seq = p_seq AND n = p_n AND done_at IS NULL
    RETURNING * INTO f;
    IF FOUND AND p_refusal IS NOT NULL AND p_back IS NOT NULL THEN
        INSERT INTO hejie.follow_up
            (stream, seq, n, target_kind, target, command, body)
        VALUES (f.stream, f.seq, f.n + 1000, f.target_kind, f.stream, p_back,
            jsonb_build_object(
                'other', replace(f.target::text, '-', ''),
                'refusal', p_refusal)::text);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION hejie.end_follow_up FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.end_follow_up TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
