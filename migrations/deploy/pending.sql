-- What moving simulated time waits for.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;
CREATE POLICY draw_in_order ON hejie.draw FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = 'order');
RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- What is still to be done at p_now: limits due, follow-ups, positions,
-- disputes that a newer calendar may move, a checkpoint over all of them, and
-- draws that waited for one.
CREATE FUNCTION hejie.pending(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = 'order'
AS $$
DECLARE
    last record;
BEGIN
    SELECT l.position, l.xid, l.stream, l.seq INTO last
      FROM hejie.log l ORDER BY l.position DESC LIMIT 1;
    RETURN (SELECT count(*) FROM hejie.due d WHERE d.at <= p_now)
         + (SELECT count(*) FROM hejie.follow_up f WHERE f.done_at IS NULL)
         + (SELECT count(*) FROM (
               SELECT FROM hejie.event e
                WHERE last.xid IS NULL
                   OR (e.xid, e.stream, e.seq)
                      > (last.xid, last.stream, last.seq) LIMIT 1) q)
         + (SELECT count(*) FROM hejie.calendar_sweep s
             WHERE NOT s.done OR s.seen < hejie.legal_day(p_now))
         + (coalesce((SELECT max(c.size) FROM hejie.checkpoint c), 0)
            < coalesce(last.position + 1, 0))::integer
         + (SELECT count(*) FROM hejie.draw w WHERE w.state = 'frozen');
END
$$;

REVOKE ALL ON FUNCTION hejie.pending FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.pending TO hejie_agent, hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
