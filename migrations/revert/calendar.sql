-- Revert hejie:calendar from pg
BEGIN;

SET LOCAL lock_timeout = '5s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
DROP FUNCTION hejie.calendar_next, hejie.calendar_seen;

-- What is still to be done at p_now: limits due, follow-ups, positions, and in
-- simulated time, which asks for it, a checkpoint over all of them.
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
                 ground, sessions, attempts, next_on, next_rule)
              = (excluded.channel, excluded.phase, excluded.body,
                 excluded.mediators, excluded.opened_on, excluded.ended_on,
                 excluded.ground, excluded.sessions, excluded.attempts,
                 excluded.next_on, excluded.next_rule);
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

DROP FUNCTION hejie.legal_day;
RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
DROP POLICY clock_in_order ON hejie.clock;
DROP TABLE hejie.calendar_sweep;
DROP INDEX hejie.clock_running;
ALTER TABLE hejie.procedure DROP COLUMN awaiting;

COMMIT;
