-- How far running limits were settled after the newest calendar version.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX clock_running ON hejie.clock (stream, due_on)
    WHERE state = 'running';

-- One row.  seen: the day up to which the agents know which version holds.
CREATE TABLE hejie.calendar_sweep (
    one     boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 0,
    first   date    NOT NULL DEFAULT '9999-12-31', -- that it speaks of
    after   uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    done    boolean NOT NULL DEFAULT true,
    seen    date    NOT NULL DEFAULT '0001-01-01',
    CONSTRAINT calendar_sweep_pk PRIMARY KEY (one),
    CONSTRAINT calendar_sweep_one CHECK (one)
);
INSERT INTO hejie.calendar_sweep DEFAULT VALUES;
GRANT SELECT, UPDATE ON hejie.calendar_sweep TO hejie_append;
-- The functions below look at the limits of all streams.
CREATE POLICY clock_in_order ON hejie.clock FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = 'order');

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

CREATE FUNCTION hejie.legal_day(p_at timestamptz) RETURNS date
LANGUAGE sql STABLE SET search_path = hejie, pg_temp
RETURN (p_at AT TIME ZONE 'Asia/Shanghai')::date;

CREATE FUNCTION hejie.calendar_seen()
RETURNS TABLE (version integer, done boolean, seen date, today date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT s.version, s.done, s.seen, hejie.legal_day(hejie.moment())
      FROM hejie.calendar_sweep s;
$$;

-- The next streams with a limit that version p_version may move; p_settled is
-- the last of the batch before, which is settled by now.
CREATE FUNCTION hejie.calendar_next(p_version integer, p_first date,
    p_settled uuid, p_most integer) RETURNS TABLE (stream uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = 'order'
AS $$
DECLARE
    s hejie.calendar_sweep;
BEGIN
    UPDATE hejie.calendar_sweep w
       SET version = p_version, first = p_first, done = false,
           after = '00000000-0000-0000-0000-000000000000'
     WHERE w.version < p_version;
    IF NOT FOUND THEN
        UPDATE hejie.calendar_sweep w SET after = p_settled
         WHERE w.after < p_settled AND NOT w.done;
    END IF;
    SELECT * INTO s FROM hejie.calendar_sweep;
    IF NOT s.done THEN
        RETURN QUERY
            SELECT DISTINCT c.stream FROM hejie.clock c
             WHERE c.state = 'running' AND c.stream > s.after
               AND (c.due_on >= s.first OR c.provisional)
             ORDER BY c.stream LIMIT p_most;
    END IF;
    IF s.done OR NOT FOUND THEN
        UPDATE hejie.calendar_sweep
           SET done = true, seen = hejie.legal_day(hejie.moment());
    END IF;
END
$$;

REVOKE ALL ON FUNCTION hejie.legal_day, hejie.calendar_seen,
    hejie.calendar_next FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.legal_day, hejie.calendar_seen,
    hejie.calendar_next TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
