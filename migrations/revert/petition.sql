-- Take the petition board and the bar away; both stand in the timeline.
BEGIN;
SET LOCAL lock_timeout = '5s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
-- The derived rows that changed, as {"table": [row ...]}; upserts only,
-- entities never go away.
CREATE OR REPLACE FUNCTION hejie.write_rows(p_stream uuid, p_rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    t text;
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
    FOR t IN SELECT k FROM jsonb_object_keys(p_rows) k
              WHERE k NOT IN ('access', 'procedure', 'clock', 'referral',
                              'notice', 'party_index') LOOP
        PERFORM hejie.write_more(t, p_rows -> t);
    END LOOP;
END
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
DROP TABLE hejie.petition, hejie.petition_word;
ALTER POLICY access_own ON hejie.access USING (
    body = ANY (coalesce((SELECT string_to_array(
        current_setting('hejie.orgs', true), ',')::uuid[]), '{}')));
ALTER TABLE hejie.access DROP COLUMN barred;
COMMIT;
