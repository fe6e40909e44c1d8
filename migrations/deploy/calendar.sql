-- Deploy hejie:calendar to pg
-- requires: context, checkpoint

-- How far running limits were settled after the newest calendar version, and
-- how many limits of a procedure wait for a date or a service.
--
-- Locks: procedure, for a column with a constant default (no rewrite).
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

ALTER TABLE hejie.procedure ADD COLUMN awaiting integer NOT NULL DEFAULT 0;

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

-- What is still to be done at p_now: limits due, follow-ups, positions, the
-- calendar of that day, and in simulated time, which asks for it, a checkpoint over all of them.
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

-- The derived rows that changed, as {"table": [row ...]}; upserts only,
-- entities never go away.
CREATE OR REPLACE FUNCTION hejie.write_rows(p_stream uuid, p_rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF p_rows ? 'access' THEN
        INSERT INTO hejie.access
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.access, p_rows -> 'access') r
        ON CONFLICT (stream, body, capacity) DO UPDATE
            SET since = excluded.since, until = excluded.until;
    END IF;
    IF p_rows ? 'procedure' THEN
        INSERT INTO hejie.procedure
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.procedure, p_rows -> 'procedure') r
        ON CONFLICT (stream, no) DO UPDATE
            SET (channel, phase, body, mediators, opened_on, ended_on,
                 ground, sessions, attempts, next_on, next_rule, awaiting)
              = (excluded.channel, excluded.phase, excluded.body,
                 excluded.mediators, excluded.opened_on, excluded.ended_on,
                 excluded.ground, excluded.sessions, excluded.attempts,
                 excluded.next_on, excluded.next_rule, excluded.awaiting);
    END IF;
    IF p_rows ? 'clock' THEN
        INSERT INTO hejie.clock
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.clock, p_rows -> 'clock') r
        ON CONFLICT (stream, no) DO UPDATE
            SET (rule, set, article, state, effect, procedure, subject,
                 party, day0, due_on, due, provisional, certainty, seq)
              = (excluded.rule, excluded.set, excluded.article,
                 excluded.state, excluded.effect, excluded.procedure,
                 excluded.subject, excluded.party, excluded.day0,
                 excluded.due_on, excluded.due, excluded.provisional,
                 excluded.certainty, excluded.seq);
    END IF;
    IF p_rows ? 'referral' THEN
        INSERT INTO hejie.referral
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.referral, p_rows -> 'referral') r
        ON CONFLICT (stream, no) DO UPDATE
            SET (kind, state, from_body, to_body, offered_on, rule)
              = (excluded.kind, excluded.state, excluded.from_body,
                 excluded.to_body, excluded.offered_on, excluded.rule);
    END IF;
    IF p_rows ? 'notice' THEN
        INSERT INTO hejie.notice
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.notice, p_rows -> 'notice') r
        ON CONFLICT (stream, no) DO UPDATE
            SET (kind, state, procedure, party, owed_on, done_on)
              = (excluded.kind, excluded.state, excluded.procedure,
                 excluded.party, excluded.owed_on, excluded.done_on);
    END IF;
    IF p_rows ? 'party_index' THEN
        INSERT INTO hejie.party_index
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.party_index, p_rows -> 'party_index') r
        ON CONFLICT (stream, party) DO UPDATE
            SET county = excluded.county, tokens = excluded.tokens;
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
