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

-- Entries of a dispute that was merged, in the rights of who reads: those behind
-- p_first, and behind one place of the whole timeline (p_since 0: from the
-- beginning), which is an instant in microseconds, whether it is of a merged
-- dispute, of which, and the number there.  A function, so that only who has
-- merged disputes pays for looking into all partitions.
CREATE FUNCTION hejie.merged_events(p_stream uuid, p_first bigint,
    p_after bigint, p_limit bigint, p_of uuid, p_since bigint, p_merged boolean)
RETURNS TABLE (seq bigint, bytes text, us bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
        SELECT e.seq, e.bytes, u.us
          FROM hejie.event e
         CROSS JOIN LATERAL (
               SELECT (extract(epoch FROM e.at) * 1000000)::bigint AS us
               OFFSET 0) u
         WHERE e.stream = p_stream AND e.seq > p_first
           AND (p_since = 0 OR (u.us, true, e.stream, e.seq)
                               > (p_since, p_merged, p_of, p_after))
           AND (EXISTS (SELECT FROM hejie.access a
                         WHERE a.stream = p_stream AND a.until IS NULL
                           AND a.capacity <> 'offered')
                OR e.kind IN ('registered', 'party_added', 'party_corrected',
                              'referral_offered'))
         ORDER BY e.seq
         LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION hejie.merged_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.merged_events TO hejie_app;

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
