-- Deploy hejie:petition to pg
-- requires: service

-- The petition board, derived from the timeline, and the bar that keeps an
-- accusation from whom it accuses (信访工作条例30).
--
-- access.barred names the accused organs of a stream in each row of it, so that
-- whoever comes for one of them finds no row, by whatever capacity or slip:
-- every policy on every table looks at access, and at nothing else.
--
-- Locks: access, for a column without a default (no rewrite).
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

ALTER TABLE hejie.access ADD COLUMN barred uuid[];
-- The first of hejie.orgs is who reads; what follows only adds sight.
ALTER POLICY access_own ON hejie.access USING (
    body = ANY (coalesce((SELECT string_to_array(
        current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
    AND (barred IS NULL OR (SELECT nullif(split_part(
        current_setting('hejie.orgs', true), ',', 1), '')::uuid)
        <> ALL (barred)));

CREATE TABLE hejie.petition (
    stream      uuid    NOT NULL,
    no          integer NOT NULL,
    procedure   integer NOT NULL,
    number      text,
    class       text,
    way         text,
    matter      text,
    law         boolean NOT NULL,
    stage       text,
    live        boolean NOT NULL,
    ended       text,             -- how
    act         text    NOT NULL, -- the next one; petition_word
    holder      uuid,             -- whose turn it is, or who waits for whom
    received_on date,
    next_on     date,             -- last day of the first limit that runs
    rule        text,
    article     text,
    certainty   text,
    provisional boolean NOT NULL,
    notice      text,             -- of what was issued last; petition_word
    turn_on     date    NOT NULL, -- what the board is ordered by
    CONSTRAINT petition_pk PRIMARY KEY (stream, no)
) WITH (fillfactor = 80);
CREATE INDEX petition_open ON hejie.petition (turn_on, stream, no) WHERE live;
CREATE INDEX petition_holder ON hejie.petition (holder, turn_on, stream, no)
    WHERE live;

ALTER TABLE hejie.petition ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.petition FORCE ROW LEVEL SECURITY;
CREATE POLICY petition_seen ON hejie.petition FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = petition.stream AND a.until IS NULL
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
DO $$
DECLARE
    mine constant text :=
        '((SELECT current_setting(''hejie.writing'', true)) = stream::text)';
BEGIN
    EXECUTE 'CREATE POLICY petition_new ON hejie.petition FOR INSERT'
        ' TO hejie_append WITH CHECK ' || mine;
    EXECUTE 'CREATE POLICY petition_mine ON hejie.petition FOR SELECT'
        ' TO hejie_append USING ' || mine;
    EXECUTE 'CREATE POLICY petition_change ON hejie.petition FOR UPDATE'
        ' TO hejie_append USING ' || mine;
    EXECUTE 'CREATE POLICY petition_drop ON hejie.petition FOR DELETE'
        ' TO hejie_append USING ' || mine;
END
$$;
CREATE POLICY petition_agent ON hejie.petition FOR SELECT TO hejie_agent
    USING (true);
GRANT SELECT ON hejie.petition TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.petition TO hejie_append;

-- Acts and states of service as the board shows them.
CREATE TABLE hejie.petition_word (
    word text NOT NULL,
    zh   text NOT NULL,
    en   text NOT NULL,
    CONSTRAINT petition_word_pk PRIMARY KEY (word)
);
INSERT INTO hejie.petition_word VALUES
    ('classify', '登记分类、分流', 'register, classify, pass on'),
    ('direct', '转送、交办、受理或者导入', 'pass on, accept or route'),
    ('receive', '签收转送、交办事项', 'sign for what was passed on'),
    ('take_up', '受理或者提出异议', 'accept or object'),
    ('answer_objection', '答复异议', 'answer the objection'),
    ('handle', '出具处理意见', 'issue the opinion'),
    ('follow_route', '跟进法定途径', 'follow the lawful way'),
    ('serve', '送达', 'serve what is owed'),
    ('ask_review', '信访人可以请求复查', 'the petitioner may ask for a review'),
    ('review', '出具复查意见', 'issue the review'),
    ('ask_recheck', '信访人可以请求复核', 'the petitioner may ask for a re-check'),
    ('recheck', '出具复核意见', 'issue the re-check'),
    ('none', '无', 'none'),
    ('unserved', '未送达,时限未起算', 'not served, the limit has not begun'),
    ('served', '已送达', 'served');
GRANT SELECT ON hejie.petition_word TO hejie_app;

RESET ROLE;
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
        INSERT INTO hejie.access (stream, body, capacity, since, until, barred)
        SELECT r.stream, r.body, r.capacity, r.since, r.until, r.barred
          FROM jsonb_populate_recordset(
            NULL::hejie.access, p_rows -> 'access') r
        ON CONFLICT (stream, body, capacity) DO UPDATE
            SET since = excluded.since, until = excluded.until,
                barred = excluded.barred;
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

COMMIT;
