-- Moving simulated time waits for everything but draws.
BEGIN;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
CREATE OR REPLACE FUNCTION hejie.pending(p_now timestamptz) RETURNS bigint
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
            < coalesce(last.position + 1, 0))::integer;
END
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
DROP POLICY draw_in_order ON hejie.draw;
COMMIT;
