-- The timeline, what is derived from it, and who may see it.
--
-- event is the truth: one row a fact, written once.  Everything else in this
-- file marked "derived" can be rebuilt from it (hejie rebuild).  All keys begin
-- with the stream, so that one stream is one place.
--
-- Roles: hejie_owner owns the tables and never signs in; hejie_append owns the
-- functions that write (change "road"), owns no table and obeys the policies;
-- hejie_app serves requests: it reads through policies and may call functions,
-- it writes no table; hejie_agent runs clocks, follow-ups and the sequencer.
--
-- Locks: creates only.  Rewrites: nothing.  Revert is refused once there are
-- events.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '60s';

DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['hejie_owner', 'hejie_append'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', r);
        END IF;
    END LOOP;
    FOREACH r IN ARRAY ARRAY['hejie_app', 'hejie_agent'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', r);
        END IF;
    END LOOP;
END
$$;

-- The context variables that the append functions restore by SET clauses.
GRANT SET ON PARAMETER hejie.orgs, hejie.writing TO hejie_append;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',
                   current_database());
END
$$;

CREATE SCHEMA hejie AUTHORIZATION hejie_owner;
GRANT USAGE ON SCHEMA hejie TO hejie_append, hejie_app, hejie_agent;
SET LOCAL ROLE hejie_owner;
SET LOCAL search_path = hejie;

-- The timeline.  bytes are the canonical bytes that were hashed
-- (lib/dispute/codec.h), so they are text and never jsonb.
CREATE TABLE event (
    stream uuid        NOT NULL,
    seq    bigint      NOT NULL,  -- 1, 2, 3 ... within the stream, no gaps
    kind   text        NOT NULL,  -- wire name
    at     timestamptz NOT NULL,  -- recorded
    bytes  text        COMPRESSION lz4 NOT NULL,
    chain  bytea       NOT NULL,  -- over the previous chain and these bytes
    alg    smallint    NOT NULL DEFAULT 1,
    xid    xid8        NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT event_pk PRIMARY KEY (stream, seq),
    CONSTRAINT event_seq_from_1 CHECK (seq >= 1),
    CONSTRAINT event_chain_size CHECK (octet_length(chain) = 32),
    CONSTRAINT event_bytes_size CHECK (octet_length(bytes) <= 262144)
) PARTITION BY HASH (stream);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE hejie.event_%s PARTITION OF hejie.event'
                       ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END
$$;

-- What the sequencer reads in order; new rows only ever come at the end.
CREATE INDEX event_in_order ON event (xid, stream, seq);

CREATE FUNCTION event_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the timeline is append-only'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER event_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION event_refuse_change();

-- The trigger of a partitioned table does not fire for a statement that names
-- a partition, so each partition has its own.
DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TRIGGER event_append_only'
                       ' BEFORE UPDATE OR DELETE OR TRUNCATE ON hejie.event_%s'
                       ' FOR EACH STATEMENT'
                       ' EXECUTE FUNCTION hejie.event_refuse_change()', i);
    END LOOP;
END
$$;

-- One row a stream (derived): where it ends, and the fold so far.
CREATE TABLE head (
    stream   uuid        NOT NULL,
    kind     text        NOT NULL,  -- dispute, organisation, person, site
    county   text,                  -- of registration, never changed
    version  bigint      NOT NULL,  -- seq of the last event
    hash     bytea       NOT NULL,  -- its chain
    last_at  timestamptz NOT NULL,
    fold     integer     NOT NULL,  -- version of the fold that made snapshot
    snapshot text        COMPRESSION lz4 NOT NULL,
    code     text,                  -- of a dispute
    title    text,                  -- sealed
    closed   boolean     NOT NULL DEFAULT false,
    CONSTRAINT head_pk PRIMARY KEY (stream)
) WITH (fillfactor = 80);

CREATE INDEX head_by_kind ON head (kind, stream) WHERE kind <> 'dispute';

-- The public code of a dispute (derived).
CREATE TABLE dispute_code (
    code   text NOT NULL,
    stream uuid NOT NULL,
    CONSTRAINT dispute_code_pk PRIMARY KEY (code)
);

-- Which organisation may see a stream, and as what (derived).
CREATE TABLE access (
    stream   uuid NOT NULL,
    body     uuid NOT NULL,
    capacity text NOT NULL,  -- handler, signer, registrar, offered, assisting,
                             -- door (no body: what a party's slip opens),
                             -- entry (no body: by which an offer was refused)
    since    date NOT NULL,
    until    date,           -- open while it is null
    -- The accused organs and people of the stream, in each of its rows, so that
    -- one of them, and whoever comes for such an organ, finds no row, by
    -- whatever capacity or slip: every policy on every table looks at access
    -- and at nothing else.
    barred   uuid[],
    CONSTRAINT access_pk PRIMARY KEY (stream, body, capacity)
);
CREATE INDEX access_by_body ON access (body, stream) WHERE until IS NULL;

-- Procedures, for work lists (derived).
CREATE TABLE procedure (
    stream     uuid    NOT NULL,
    no         integer NOT NULL,
    channel    text    NOT NULL,
    phase      text    NOT NULL,
    body       uuid,
    mediators  uuid[]  NOT NULL DEFAULT '{}',
    opened_on  date,
    ended_on   date,
    ground     text,
    sessions   integer NOT NULL DEFAULT 0,
    attempts   integer NOT NULL DEFAULT 0,
    next_on    date,             -- last day of the limit that presses most
    next_rule  text,
    awaiting   integer NOT NULL DEFAULT 0, -- limits that wait for a date
    CONSTRAINT procedure_pk PRIMARY KEY (stream, no)
) WITH (fillfactor = 80);
-- CASE, because coalesce() counts as something that might leak, and is not
-- looked up behind row-level security.
CREATE INDEX procedure_by_body
    ON procedure (body, (CASE WHEN next_on IS NULL THEN '9999-12-31'::date
                         ELSE next_on END), stream, no)
    WHERE phase IN ('opened', 'accepted', 'mediating', 'settled');

-- Time limits (derived).  seq is the event that holds the derivation.
CREATE TABLE clock (
    stream      uuid    NOT NULL,
    no          integer NOT NULL,
    rule        text    NOT NULL,
    set         text    NOT NULL,
    article     text,
    state       text    NOT NULL,
    effect      text    NOT NULL,
    procedure   integer,
    subject     integer,
    party       integer,
    day0        date,
    due_on      date,
    due         timestamptz,
    provisional boolean NOT NULL DEFAULT false,
    certainty   text,
    seq         bigint,
    CONSTRAINT clock_pk PRIMARY KEY (stream, no)
);

-- Hand-overs, for inboxes (derived).
CREATE TABLE referral (
    stream     uuid    NOT NULL,
    no         integer NOT NULL,
    kind       text    NOT NULL,
    state      text    NOT NULL,
    from_body  uuid,
    to_body    uuid,
    offered_on date,
    rule       text,
    CONSTRAINT referral_pk PRIMARY KEY (stream, no)
);
CREATE INDEX referral_inbox ON referral (to_body, offered_on, stream, no)
    WHERE state = 'offered';

-- Documents owed (derived).
CREATE TABLE notice (
    stream    uuid    NOT NULL,
    no        integer NOT NULL,
    kind      text    NOT NULL,
    state     text    NOT NULL,
    procedure integer,
    party     integer,
    owed_on   date,
    done_on   date,
    CONSTRAINT notice_pk PRIMARY KEY (stream, no)
);

-- Keyed tokens of names, telephones, identity numbers (derived by opening):
-- the first 8 bytes of an HMAC under the county's search key.  Equal tokens
-- look equal; nothing else shows.
CREATE TABLE party_index (
    stream uuid     NOT NULL,
    party  integer  NOT NULL,
    county text     NOT NULL,
    tokens bigint[] NOT NULL,
    CONSTRAINT party_index_pk PRIMARY KEY (stream, party)
);
CREATE INDEX party_index_tokens ON party_index USING gin (tokens);

-- When a stream has something due (derived), and who is at it.
CREATE TABLE due (
    stream       uuid        NOT NULL,
    at           timestamptz NOT NULL,
    leased_until timestamptz,
    fence        bigint      NOT NULL DEFAULT 0,
    CONSTRAINT due_pk PRIMARY KEY (stream)
) WITH (fillfactor = 70);
CREATE INDEX due_next ON due (at);

-- Keys of subjects, wrapped by the key outside the database.  Destroying a row
-- erases what it sealed; the proofs stay whole.
CREATE TABLE subject_key (
    stream  uuid  NOT NULL,
    subject text  NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT subject_key_pk PRIMARY KEY (stream, subject)
);

-- Requests that were stored, so that a second one changes nothing.
CREATE TABLE idempotency (
    principal text        NOT NULL,
    key       text        NOT NULL,
    stream    uuid        NOT NULL,
    digest    bytea       NOT NULL,
    first_seq bigint      NOT NULL,
    last_seq  bigint      NOT NULL,
    at        timestamptz NOT NULL,
    CONSTRAINT idempotency_pk PRIMARY KEY (principal, key),
    CONSTRAINT idempotency_key_size CHECK (length(key) BETWEEN 1 AND 64)
);
CREATE INDEX idempotency_at ON idempotency (at);

-- What an event asks of another stream; sent down the same road.
CREATE TABLE follow_up (
    stream       uuid        NOT NULL,
    seq          bigint      NOT NULL,
    n            integer     NOT NULL,
    target_kind  text        NOT NULL,
    target       uuid        NOT NULL,
    command      text        NOT NULL,
    body         text        NOT NULL,
    done_at      timestamptz,
    refusal      text,
    leased_until timestamptz,
    CONSTRAINT follow_up_pk PRIMARY KEY (stream, seq, n)
);
CREATE INDEX follow_up_open ON follow_up (stream, seq, n)
    WHERE done_at IS NULL;

-- The order of everything, gapless; position is the index in the Merkle log.
CREATE TABLE log (
    position bigint NOT NULL,
    stream   uuid   NOT NULL,
    seq      bigint NOT NULL,
    xid      xid8   NOT NULL,
    leaf     bytea  NOT NULL,
    CONSTRAINT log_pk PRIMARY KEY (position),
    CONSTRAINT log_event UNIQUE (stream, seq)
);

-- Who opened what is sealed; not an event, kept 6 months.
CREATE TABLE read_log (
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    principal text        NOT NULL,
    org       uuid,
    stream    uuid        NOT NULL,
    what      text        NOT NULL
);
CREATE INDEX read_log_stream ON read_log (stream, at);

-- What kind of database this is, for ever.  In a simulated one `now` is moved
-- by hand, forward only.
CREATE TABLE nature (
    one           boolean     NOT NULL DEFAULT true,
    simulated     boolean     NOT NULL,
    demonstration boolean     NOT NULL,
    now           timestamptz,
    -- Raised by a restore: positions given after the backup are void, so that
    -- whoever kept one is not led astray.
    epoch         integer     NOT NULL DEFAULT 1,
    CONSTRAINT nature_pk PRIMARY KEY (one),
    CONSTRAINT nature_one CHECK (one),
    CONSTRAINT nature_now CHECK (simulated = (now IS NOT NULL))
);

-- Row-level security: the last net under the policy in code.  The reader's
-- context is set by enter() or by the append functions, never by a query.
-- (SELECT ...) makes each setting one look-up a statement, not one a row, and
-- so does the cast inside it.  OFFSET 0 keeps EXISTS one look into the index a
-- row: without it a plan may begin by reading all that the reader can see.

-- A table of rows that belong to a stream: the writing functions write what
-- they were given, and nobody else sees anything.
CREATE FUNCTION guard(p_table text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    writing constant text :=
        '((SELECT current_setting(''hejie.writing'', true)) = stream::text)';
BEGIN
    EXECUTE format('ALTER TABLE hejie.%I ENABLE ROW LEVEL SECURITY', p_table);
    EXECUTE format('ALTER TABLE hejie.%I FORCE ROW LEVEL SECURITY', p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR INSERT TO hejie_append'
        ' WITH CHECK ' || writing, p_table || '_new', p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR SELECT TO hejie_append'
        ' USING ' || writing, p_table || '_mine', p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR UPDATE TO hejie_append'
        ' USING ' || writing, p_table || '_change', p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR DELETE TO hejie_append'
        ' USING ' || writing, p_table || '_drop', p_table);
    EXECUTE format('GRANT SELECT ON hejie.%I TO hejie_append', p_table);
END
$$;

-- What the policies ask: has the reader a part in the row's stream?  With
-- p_offered an offer that nobody took up yet is one.
CREATE FUNCTION seen(p_table text, p_offered boolean) RETURNS text
LANGUAGE sql
RETURN format('EXISTS (SELECT FROM hejie.access a WHERE a.stream = %I.stream'
    ' AND a.until IS NULL', p_table)
    || CASE WHEN p_offered THEN '' ELSE ' AND a.capacity <> ''offered''' END
    || ' AND a.body = ANY (coalesce((SELECT string_to_array('
    'current_setting(''hejie.orgs'', true), '','')::uuid[]), ''{}''))'
    ' OFFSET 0)';

-- A guarded table that readers and agents see.
CREATE FUNCTION reveal(p_table text, p_offered boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM hejie.guard(p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR SELECT TO hejie_app'
        ' USING (' || hejie.seen(p_table, p_offered) || ')',
        p_table || '_seen', p_table);
    EXECUTE format('CREATE POLICY %I ON hejie.%I FOR SELECT TO hejie_agent'
        ' USING (true)', p_table || '_agent', p_table);
    EXECUTE format('GRANT SELECT ON hejie.%I TO hejie_app, hejie_agent',
        p_table);
END
$$;

-- A table of derived rows: all that it needs after CREATE TABLE.  Its primary
-- key is called <table>_pk (upsert_rows()).
CREATE FUNCTION derived(p_table text, p_offered boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM hejie.reveal(p_table, p_offered);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON hejie.%I TO hejie_append',
        p_table);
END
$$;
REVOKE ALL ON FUNCTION guard, seen, reveal, derived, event_refuse_change FROM PUBLIC;

DO $$
DECLARE
    t text;
    -- Organisations, people and what else all work with are known to everybody
    -- signed in; a stream of any other kind names its readers.
    known constant text :=
        '(kind IN (''organisation'', ''person'', ''site'', ''calendar'','
        ' ''roster'', ''rule_set'') AND (SELECT coalesce(current_setting(''hejie.orgs'','
        ' true), '''') <> ''''))';
BEGIN
    FOREACH t IN ARRAY ARRAY['procedure', 'clock', 'referral', 'notice',
        'party_index'] LOOP
        PERFORM hejie.derived(t, true);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['event', 'subject_key'] LOOP
        PERFORM hejie.reveal(t, true);
    END LOOP;
    PERFORM hejie.guard('head');
    EXECUTE 'CREATE POLICY head_seen ON hejie.head FOR SELECT TO hejie_app'
        ' USING (' || known || ' OR ' || hejie.seen('head', true) || ')';
    -- The functions that write look at access once (change "road"); none of
    -- their statements pays for looking again.
    EXECUTE 'CREATE POLICY head_known ON hejie.head FOR SELECT TO hejie_append'
        ' USING (' || known || ')';
    CREATE POLICY head_agent ON hejie.head FOR SELECT TO hejie_agent
        USING (true);
    -- access itself: one's own rows.  The first of hejie.orgs is the body that
    -- reads, the second its person; what follows only adds sight.
    PERFORM hejie.guard('access');
    CREATE POLICY access_own ON hejie.access FOR SELECT
        TO hejie_app, hejie_append
        USING (body = ANY (coalesce((SELECT string_to_array(
                current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
            AND (barred IS NULL OR NOT barred && (SELECT (string_to_array(
                current_setting('hejie.orgs', true), ',')::uuid[])[1:2])));
    CREATE POLICY access_agent ON hejie.access FOR SELECT TO hejie_agent
        USING (true);
    -- hejie.find_parties() looks among all tokens and returns what the reader
    -- may see: operators on arrays are not leakproof, so no index on tokens
    -- would be used behind a policy that asks for more.
    CREATE POLICY party_index_find ON hejie.party_index FOR SELECT
        TO hejie_append USING (true);
END
$$;

GRANT SELECT ON head, access TO hejie_app, hejie_agent;
GRANT SELECT ON dispute_code, nature TO hejie_app, hejie_append, hejie_agent;
GRANT SELECT ON due, follow_up, log, idempotency, read_log TO hejie_agent;
GRANT SELECT ON due, follow_up, log, idempotency TO hejie_append;
GRANT INSERT ON event, log, read_log TO hejie_append;
GRANT INSERT, UPDATE, DELETE ON access, due, idempotency TO hejie_append;
GRANT INSERT, UPDATE ON head, follow_up TO hejie_append;
GRANT INSERT, DELETE ON subject_key, dispute_code TO hejie_append;
GRANT UPDATE (now) ON nature TO hejie_append;

COMMIT;
