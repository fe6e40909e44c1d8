-- What the agents do with the database: claim what is due, claim follow-ups,
-- give every event its position, move simulated time.
--
-- Claims are leases with a fence: a crashed agent's claim runs out, and a late
-- one's fence no longer fits.  Only hejie_agent may call these.
--
-- Locks: rows of due and follow_up, skipped if taken; one advisory lock for
-- the sequencer.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
GRANT UPDATE, DELETE ON hejie.due, hejie.follow_up TO hejie_append;
GRANT SELECT, DELETE ON hejie.read_log TO hejie_append;
CREATE POLICY event_in_order ON hejie.event FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = 'order');
SET LOCAL ROLE hejie_append;

-- Streams with something due at p_now, for p_lease; the earliest first.
CREATE FUNCTION hejie.claim_due(
    p_now timestamptz, p_most integer, p_lease interval)
RETURNS TABLE (stream uuid, at timestamptz, fence bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.due d
       SET leased_until = clock_timestamp() + p_lease, fence = d.fence + 1
      FROM (SELECT c.stream FROM hejie.due c
             WHERE c.at <= p_now
               AND (c.leased_until IS NULL
                    OR c.leased_until < clock_timestamp())
             ORDER BY c.at LIMIT p_most
               FOR UPDATE SKIP LOCKED) q
     WHERE d.stream = q.stream
    RETURNING d.stream, d.at, d.fence;
$$;

-- When the next thing is due that nobody is at; NULL if nothing is.
CREATE FUNCTION hejie.next_due() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
RETURN (SELECT min(at) FROM hejie.due);

CREATE FUNCTION hejie.claim_follow_ups(p_most integer, p_lease interval)
RETURNS TABLE (stream uuid, seq bigint, n integer, target_kind text,
               target uuid, command text, body text)
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.follow_up f
       SET leased_until = clock_timestamp() + p_lease
      FROM (SELECT c.stream, c.seq, c.n FROM hejie.follow_up c
             WHERE c.done_at IS NULL
               AND (c.leased_until IS NULL
                    OR c.leased_until < clock_timestamp())
             ORDER BY c.stream, c.seq, c.n LIMIT p_most
               FOR UPDATE SKIP LOCKED) q
     WHERE (f.stream, f.seq, f.n) = (q.stream, q.seq, q.n)
    RETURNING f.stream, f.seq, f.n, f.target_kind, f.target, f.command,
              f.body;
$$;

CREATE FUNCTION hejie.finish_follow_up(
    p_stream uuid, p_seq bigint, p_n integer, p_refusal text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.follow_up
       SET done_at = clock_timestamp(), refusal = p_refusal
     WHERE stream = p_stream AND seq = p_seq AND n = p_n;
$$;

-- Events that have no position yet and whose place can no longer change: all
-- transactions before them have ended.
CREATE FUNCTION hejie.unordered(p_most integer)
RETURNS TABLE (stream uuid, seq bigint, xid xid8, bytes text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = 'order'
AS $$
DECLARE
    last record;
BEGIN
    SELECT l.xid, l.stream, l.seq INTO last
      FROM hejie.log l ORDER BY l.position DESC LIMIT 1;
    RETURN QUERY
        SELECT e.stream, e.seq, e.xid, e.bytes
          FROM hejie.event e
         WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot())
           AND (last.xid IS NULL
                OR (e.xid, e.stream, e.seq)
                   > (last.xid, last.stream, last.seq))
         ORDER BY e.xid, e.stream, e.seq
         LIMIT p_most;
END
$$;

-- Give positions to the events that unordered() returned, in that order.
-- False if another sequencer is at it or was faster.
CREATE FUNCTION hejie.give_positions(p_first bigint, p_streams uuid[],
    p_seqs bigint[], p_xids text[], p_leaves bytea[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(4853459) THEN
        RETURN false;
    END IF;
    IF coalesce((SELECT max(l.position) + 1 FROM hejie.log l), 0)
       <> p_first THEN
        RETURN false;
    END IF;
    INSERT INTO hejie.log (position, stream, seq, xid, leaf)
    SELECT p_first + r.n - 1, r.stream, r.seq, r.xid::xid8, r.leaf
      FROM unnest(p_streams, p_seqs, p_xids, p_leaves)
           WITH ORDINALITY AS r(stream, seq, xid, leaf, n);
    NOTIFY hejie_log;
    RETURN true;
END
$$;

CREATE FUNCTION hejie.log_size() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
RETURN coalesce((SELECT max(position) + 1 FROM hejie.log), 0);

-- Move simulated time forward.  False in a real database, or backwards.
CREATE FUNCTION hejie.move_time(p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    UPDATE hejie.nature SET now = p_now WHERE simulated AND now <= p_now;
    IF FOUND THEN
        NOTIFY hejie_time;
    END IF;
    RETURN FOUND;
END
$$;

-- Rows that need not be kept: keys after 30 days, read entries after 6 months.
-- Where time is moved by hand a day may pass in a second, and a key must outlast
-- what is on its way: there, they stay.
CREATE FUNCTION hejie.sweep() RETURNS bigint
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

REVOKE ALL ON FUNCTION hejie.claim_due, hejie.next_due,
    hejie.claim_follow_ups, hejie.finish_follow_up, hejie.unordered,
    hejie.give_positions, hejie.log_size, hejie.move_time,
    hejie.sweep FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.claim_due, hejie.next_due,
    hejie.claim_follow_ups, hejie.finish_follow_up, hejie.unordered,
    hejie.give_positions, hejie.log_size, hejie.sweep
    TO hejie_agent;
GRANT EXECUTE ON FUNCTION hejie.move_time TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
