-- Deploy hejie:orders to pg
-- requires: calendar erasure

-- Work orders (12345, grid, centre) for the dispatch board, derived from the
-- timeline, and the colours in which a limit is shown as it is used up.
--
-- write_rows() hands on what it does not know to write_more(), so that a
-- further derived table needs no new version of it: upsert by the primary key,
-- whose name is <table>_pk.
--
-- Locks: creates only.  Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.work_order (
    stream          uuid    NOT NULL,
    no              integer NOT NULL,
    procedure       integer NOT NULL,
    channel         text    NOT NULL,
    live            boolean NOT NULL,
    stage           text    NOT NULL,
    number          text,             -- at 12345 or wherever it came from
    holder          uuid    NOT NULL, -- who has to act next
    unit            uuid,             -- responsible (主办)
    unit_state      text,
    assisting       uuid[]  NOT NULL DEFAULT '{}',
    superior        uuid,
    designated      boolean NOT NULL,
    bounces         integer NOT NULL,
    redo            integer NOT NULL,
    ownerless_ms    bigint  NOT NULL,
    ownerless_since timestamptz,      -- null: somebody has taken it
    received_on     date,
    replied_on      date,
    calls           integer NOT NULL,
    satisfaction    text,
    supervision     text,
    supervised_on   date,
    danger          boolean NOT NULL,
    first_on        date,             -- last day of its first limit
    next_on         date,             -- of the first limit that runs
    next_rule       text,
    next_from       date,             -- the day that is not counted
    CONSTRAINT work_order_pk PRIMARY KEY (stream, no)
) WITH (fillfactor = 80);
CREATE INDEX work_order_open ON hejie.work_order
    ((CASE WHEN next_on IS NULL THEN '9999-12-31'::date ELSE next_on END),
     stream, no) WHERE live;
CREATE INDEX work_order_number ON hejie.work_order (number)
    WHERE number IS NOT NULL;

ALTER TABLE hejie.work_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.work_order FORCE ROW LEVEL SECURITY;
CREATE POLICY work_order_seen ON hejie.work_order FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = work_order.stream AND a.until IS NULL
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
DO $$
DECLARE
    mine constant text :=
        '(SELECT current_setting(''hejie.writing'', true)) = stream::text';
BEGIN
    EXECUTE 'CREATE POLICY work_order_new ON hejie.work_order FOR INSERT'
        ' TO hejie_append WITH CHECK (' || mine || ')';
    EXECUTE 'CREATE POLICY work_order_mine ON hejie.work_order FOR SELECT'
        ' TO hejie_append USING (' || mine || ')';
    EXECUTE 'CREATE POLICY work_order_change ON hejie.work_order FOR UPDATE'
        ' TO hejie_append USING (' || mine || ')';
    EXECUTE 'CREATE POLICY work_order_drop ON hejie.work_order FOR DELETE'
        ' TO hejie_append USING (' || mine || ')';
END
$$;
CREATE POLICY work_order_agent ON hejie.work_order FOR SELECT TO hejie_agent
    USING (true);

-- From which share of a limit on it is shown how; not a colour of risk.
CREATE TABLE hejie.clock_colour (
    share  integer NOT NULL,  -- per cent of the time used
    colour text    NOT NULL,
    zh     text    NOT NULL,
    en     text    NOT NULL,
    CONSTRAINT clock_colour_pk PRIMARY KEY (share)
);
INSERT INTO hejie.clock_colour VALUES
    (50, 'early_warning', '预警', 'half of the time is used'),
    (75, 'warning', '警告', 'three quarters of the time are used'),
    (85, 'serious_warning', '严重警告', '85 % of the time is used'),
    (99, 'overdue', '超期', 'the time is used up');

GRANT SELECT ON hejie.work_order TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.work_order TO hejie_append;
GRANT SELECT ON hejie.clock_colour TO hejie_app;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Rows of one table, as write_rows() takes them.
CREATE FUNCTION hejie.write_more(p_table text, p_rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    key  text[];
    rest text;
    into_all text;
BEGIN
    SELECT array_agg(a.attname::text) INTO key
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
     WHERE c.conrelid = format('hejie.%I', p_table)::regclass
       AND c.contype = 'p';
    SELECT string_agg(format('%1$I = excluded.%1$I', a.attname), ', ')
           FILTER (WHERE a.attname <> ALL (key)),
           string_agg(quote_ident(a.attname), ', ') INTO rest, into_all
      FROM pg_attribute a
     WHERE a.attrelid = format('hejie.%I', p_table)::regclass
       AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('INSERT INTO hejie.%1$I (%2$s) SELECT %2$s'
        ' FROM jsonb_populate_recordset(NULL::hejie.%1$I, $1)'
        ' ON CONFLICT ON CONSTRAINT %3$I DO UPDATE SET %4$s',
        p_table, into_all, p_table || '_pk', rest) USING p_rows;
END
$$;
REVOKE ALL ON FUNCTION hejie.write_more FROM PUBLIC;

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

COMMIT;
