-- Take checkpoints away, unless one was signed: it may be needed as evidence.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM hejie.checkpoint) THEN
        RAISE EXCEPTION 'there are signed checkpoints';
    END IF;
END
$$;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
CREATE OR REPLACE FUNCTION hejie.pending(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = 'order'
AS $$
DECLARE
    last record;
BEGIN
    SELECT l.xid, l.stream, l.seq INTO last
      FROM hejie.log l ORDER BY l.position DESC LIMIT 1;
    RETURN (SELECT count(*) FROM hejie.due d WHERE d.at <= p_now)
         + (SELECT count(*) FROM hejie.follow_up f WHERE f.done_at IS NULL)
         + (SELECT count(*) FROM (
               SELECT FROM hejie.event e
                WHERE last.xid IS NULL
                   OR (e.xid, e.stream, e.seq)
                      > (last.xid, last.stream, last.seq) LIMIT 1) q);
END
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
DROP FUNCTION hejie.add_checkpoint, hejie.checkpoints, hejie.log_position,
    hejie.log_spans;
DROP TABLE hejie.checkpoint, hejie.log_node;
DROP FUNCTION hejie.checkpoint_refuse_change;
COMMIT;
