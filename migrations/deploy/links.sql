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

SELECT hejie.derived('link', false);

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

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
