-- The one road of writes (load, append) and the frame of reads (enter, leave).
--
-- Append decides nothing about the matter: events and derived rows come
-- computed.  It decides only whether they still fit, and returns a word:
--
--   stored       written; first and last are the seqs
--   replayed     the key was used for this before; first and last are of then
--   key_reused   the key was used for something else
--   stale        the stream has moved on; version, hash, snapshot are of now
--   absent       no such stream, or not one of this reader's
--   exists       the stream is there already
--   clock_skew   the caller's clock is more than 2 s from the database's
--
-- All of these are returned before the first write; whatever is raised after
-- it is a fault.  SECURITY DEFINER, owned by hejie_append, with a SET clause
-- for every context variable: the values are restored when the function
-- returns, so nothing leaks to the next statement of a batch.
--
-- Locks: the head row of its own stream, nothing else.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Time as this database has it: real, or moved by hand.
CREATE FUNCTION hejie.moment() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
RETURN coalesce((SELECT n.now FROM hejie.nature n), clock_timestamp());

-- Everything a decision needs of a stream, in one round trip: one row, whose
-- kind is NULL if there is no such stream or it is not this reader's.
CREATE FUNCTION hejie.load(
    p_principal text, p_orgs text, p_stream uuid, p_key text)
RETURNS TABLE (
    kind      text,
    county    text,
    version   bigint,
    hash      bytea,
    last_at   timestamptz,
    fold      integer,
    snapshot  text,
    subjects  text[],
    keys      bytea[],
    simulated timestamptz,
    digest    bytea,        -- of what p_key was used for, NULL: not used
    first     bigint,
    last      bigint,
    same      boolean       -- used for this stream
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
BEGIN
    PERFORM set_config('hejie.orgs', p_orgs, true);
    -- Row-level security leaves the reader's own rows of access.
    IF session_user = 'hejie_agent' OR EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = p_stream AND a.until IS NULL) THEN
        PERFORM set_config('hejie.writing', p_stream::text, true);
    END IF;
    RETURN QUERY
        SELECT h.kind, h.county, h.version, h.hash, h.last_at, h.fold,
               h.snapshot, k.subjects, k.keys, n.now, i.digest, i.first_seq,
               i.last_seq, i.stream = p_stream
          FROM hejie.nature n
          LEFT JOIN hejie.head h ON h.stream = p_stream
          LEFT JOIN hejie.idempotency i
            ON i.principal = p_principal AND i.key = p_key
          LEFT JOIN LATERAL (
              SELECT array_agg(s.subject ORDER BY s.subject) AS subjects,
                     array_agg(s.wrapped ORDER BY s.subject) AS keys
                FROM hejie.subject_key s
               WHERE s.stream = h.stream) k ON true;
END
$$;

-- Events first..last of a stream that the reader may see, with the wrapped
-- text key beside them: for folding anew and for answering a replay.
CREATE FUNCTION hejie.events_of(p_principal text, p_orgs text, p_stream uuid,
    p_first bigint, p_last bigint)
RETURNS TABLE (seq bigint, bytes text, key bytea)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
BEGIN
    IF session_user <> 'hejie_agent' THEN
        PERFORM set_config('hejie.orgs', p_orgs, true);
        IF NOT EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = p_stream AND a.until IS NULL)
           AND NOT EXISTS (SELECT FROM hejie.head h
                WHERE h.stream = p_stream) THEN
            RETURN;
        END IF;
    END IF;
    PERFORM set_config('hejie.writing', p_stream::text, true);
    RETURN QUERY
        SELECT e.seq, e.bytes, k.wrapped
          FROM hejie.event e
          LEFT JOIN hejie.subject_key k
            ON k.stream = e.stream AND k.subject = 'text'
         WHERE e.stream = p_stream AND e.seq BETWEEN p_first AND p_last
         ORDER BY e.seq;
END
$$;

-- Rows of one table, as write_rows() has them, by the primary key, whose
-- name is <table>_pk.
CREATE FUNCTION hejie.upsert_rows(p_table text, p_rows jsonb) RETURNS void
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

-- Rows of one table that go away, by the primary key.
CREATE FUNCTION hejie.drop_rows(p_table text, p_rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    same text;
BEGIN
    SELECT string_agg(format('d.%1$I = g.%1$I', a.attname), ' AND ') INTO same
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
     WHERE c.conrelid = format('hejie.%I', p_table)::regclass
       AND c.contype = 'p';
    EXECUTE format('DELETE FROM hejie.%1$I d'
        ' USING jsonb_populate_recordset(NULL::hejie.%1$I, $1) g WHERE %2$s',
        p_table, same) USING p_rows;
END
$$;

-- The derived rows that changed, as {"table": [row ...]}, and under "gone" those
-- that are true no more.  What changes with every second command is spelt out,
-- so that its plan is kept.
CREATE FUNCTION hejie.write_rows(p_stream uuid, p_rows jsonb)
RETURNS void
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
    IF p_rows ? 'sitting' THEN -- a table of the change sittings
        INSERT INTO hejie.sitting
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.sitting, p_rows -> 'sitting') r
        ON CONFLICT (stream, no) DO UPDATE
            SET (procedure, body, mediators, starts, ends, result, counts,
                 one_side, text_digest, logged_at, voided)
              = (excluded.procedure, excluded.body, excluded.mediators,
                 excluded.starts, excluded.ends, excluded.result,
                 excluded.counts, excluded.one_side, excluded.text_digest,
                 excluded.logged_at, excluded.voided);
    END IF;
    IF p_rows ? 'board' THEN -- a table of the change boards
        INSERT INTO hejie.board
        SELECT r.* FROM jsonb_populate_recordset(
            NULL::hejie.board, p_rows -> 'board') r
        ON CONFLICT (stream, item, no, body) DO UPDATE
            SET (front, turn_on, word, number, holder, bounced, barred)
              = (excluded.front, excluded.turn_on, excluded.word,
                 excluded.number, excluded.holder, excluded.bounced, excluded.barred);
    END IF;
    FOR t IN SELECT k FROM jsonb_object_keys(p_rows) k
              WHERE k NOT IN ('access', 'procedure', 'clock', 'referral',
                              'notice', 'party_index', 'sitting', 'board',
                              'gone') LOOP
        PERFORM hejie.upsert_rows(t, p_rows -> t);
    END LOOP;
    FOR t IN SELECT k FROM jsonb_object_keys(p_rows -> 'gone') k LOOP
        PERFORM hejie.drop_rows(t, p_rows -> 'gone' -> t);
    END LOOP;
END
$$;

CREATE FUNCTION hejie.append(
    p_principal text,        -- who asks, for the key
    p_orgs      text,        -- what the reader may see, "uuid,uuid"
    p_stream    uuid,
    p_kind      text,
    p_county    text,
    p_version   bigint,      -- before; 0 makes the stream
    p_hash      bytea,       -- before
    p_now       timestamptz, -- recorded
    p_key       text,        -- idempotency key, NULL: none
    p_digest    bytea,
    p_kinds     text[],
    p_bytes     text[],
    p_chains    bytea[],
    p_fold      integer,
    p_snapshot  text,
    p_code      text,
    p_title     text,
    p_closed    boolean,
    p_due       timestamptz, -- next due, NULL: nothing
    p_rows      text,        -- changed derived rows, NULL: none
    p_subjects  text[],      -- new keys
    p_keys      bytea[],
    p_follow    text         -- follow-ups, NULL: none
) RETURNS TABLE (
    code     text,
    first    bigint,
    last     bigint,
    version  bigint,
    hash     bytea,
    fold     integer,
    snapshot text
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    h     record;
    used  record;
    added constant integer := coalesce(array_length(p_bytes, 1), 0);
    -- hejie.moment(), written out: a call of it is planned anew each time
    clock constant timestamptz := coalesce(
        (SELECT n.now FROM hejie.nature n), clock_timestamp());
BEGIN
    -- 1. context
    IF session_user = 'hejie_agent' THEN
        PERFORM set_config('hejie.writing', p_stream::text, true);
    ELSE
        PERFORM set_config('hejie.orgs', p_orgs, true);
    END IF;
    -- 2. the head, locked; a foreign stream is an absent one.  Of a stream that
    -- is made there is no row to lock yet, and two may make it at once.
    IF p_version = 0 THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(p_stream::text, 0));
    END IF;
    IF p_version > 0 THEN
        IF NOT EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = p_stream AND a.until IS NULL)
           AND NOT EXISTS (SELECT FROM hejie.head t
                WHERE t.stream = p_stream) THEN
            RETURN QUERY SELECT 'absent', NULL::bigint, NULL::bigint,
                NULL::bigint, NULL::bytea, NULL::integer, NULL::text;
            RETURN;
        END IF;
    END IF;
    PERFORM set_config('hejie.writing', p_stream::text, true);
    SELECT t.version, t.hash, t.fold, t.snapshot INTO h
      FROM hejie.head t WHERE t.stream = p_stream FOR UPDATE;
    -- 3. the key
    IF p_key IS NOT NULL THEN
        SELECT i.stream, i.digest, i.first_seq, i.last_seq INTO used
          FROM hejie.idempotency i
         WHERE i.principal = p_principal AND i.key = p_key;
        IF used.stream IS NOT NULL THEN
            IF used.stream = p_stream AND used.digest = p_digest THEN
                RETURN QUERY SELECT 'replayed', used.first_seq, used.last_seq,
                    h.version, h.hash, NULL::integer, NULL::text;
            ELSE
                RETURN QUERY SELECT 'key_reused', NULL::bigint, NULL::bigint,
                    NULL::bigint, NULL::bytea, NULL::integer, NULL::text;
            END IF;
            RETURN;
        END IF;
    END IF;
    -- 4. version, hash, clock
    IF p_version = 0 AND h.version IS NOT NULL THEN
        RETURN QUERY SELECT 'exists', NULL::bigint, NULL::bigint,
            NULL::bigint, NULL::bytea, NULL::integer, NULL::text;
        RETURN;
    END IF;
    IF p_version > 0 AND (h.version <> p_version OR h.hash <> p_hash) THEN
        RETURN QUERY SELECT 'stale', NULL::bigint, NULL::bigint,
            h.version, h.hash, h.fold, h.snapshot;
        RETURN;
    END IF;
    -- Simulated time may have been moved while this was decided; then it is
    -- written as of the moment at which it was, like anything just before.
    IF (p_now > clock + interval '2 s'
        OR (p_now < clock - interval '2 s'
            AND NOT (SELECT n.simulated FROM hejie.nature n)))
       AND NOT (p_version > 0 AND p_now <= (SELECT t.last_at
                FROM hejie.head t WHERE t.stream = p_stream)) THEN
        RETURN QUERY SELECT 'clock_skew', NULL::bigint, NULL::bigint,
            NULL::bigint, NULL::bytea, NULL::integer, NULL::text;
        RETURN;
    END IF;
    -- 5. write
    INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain)
    SELECT p_stream, p_version + e.n, e.kind, p_now, e.bytes, e.chain
      FROM unnest(p_kinds, p_bytes, p_chains)
           WITH ORDINALITY AS e(kind, bytes, chain, n);
    IF p_version = 0 THEN
        INSERT INTO hejie.head VALUES (p_stream, p_kind, p_county, added,
            p_chains[added], p_now, p_fold, p_snapshot, p_code, p_title, p_closed);
        IF p_code IS NOT NULL THEN
            INSERT INTO hejie.dispute_code VALUES (p_code, p_stream);
        END IF;
    ELSE
        UPDATE hejie.head t
           SET version = p_version + added, hash = p_chains[added], last_at = p_now,
               fold = p_fold, snapshot = p_snapshot, title = p_title,
               closed = p_closed
         WHERE t.stream = p_stream;
    END IF;
    IF p_subjects IS NOT NULL THEN
        INSERT INTO hejie.subject_key
        SELECT p_stream, s.subject, s.wrapped
          FROM unnest(p_subjects, p_keys) AS s(subject, wrapped);
    END IF;
    IF p_rows IS NOT NULL THEN
        PERFORM hejie.write_rows(p_stream, p_rows::jsonb);
    END IF;
    IF p_due IS NULL THEN
        IF p_version > 0 THEN
            DELETE FROM hejie.due d WHERE d.stream = p_stream;
        END IF;
    ELSE
        INSERT INTO hejie.due (stream, at) VALUES (p_stream, p_due)
        ON CONFLICT (stream) DO UPDATE
            SET at = excluded.at, leased_until = NULL
          WHERE due.at <> excluded.at OR due.leased_until IS NOT NULL;
    END IF;
    IF p_follow IS NOT NULL THEN
        INSERT INTO hejie.follow_up
        SELECT p_stream, p_version + added, f.n, f.kind, f.target, f.command,
               f.body
          FROM jsonb_to_recordset(p_follow::jsonb)
               AS f(n integer, kind text, target uuid, command text, body text);
        NOTIFY hejie_follow;
    END IF;
    IF p_kind <> 'dispute' THEN
        NOTIFY hejie_people;
    END IF;
    IF p_key IS NOT NULL THEN
        INSERT INTO hejie.idempotency
        VALUES (p_principal, p_key, p_stream, p_digest, p_version + 1,
                p_version + added, p_now);
    END IF;
    RETURN QUERY SELECT 'stored', p_version + 1, p_version + added,
        p_version + added, p_chains[added], NULL::integer, NULL::text;
END
$$;

-- A reader's statements run between enter and leave, in one transaction; the
-- connection code puts them there, never a query file.  p_plan: how they are
-- planned, a value of plan_cache_mode; NULL: as PostgreSQL thinks best.
CREATE FUNCTION hejie.enter(
    p_principal text, p_orgs text, p_plan text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('hejie.principal', p_principal, true),
            set_config('hejie.orgs', p_orgs, true),
            set_config('plan_cache_mode', coalesce(p_plan, 'auto'), true);
END $$;

CREATE FUNCTION hejie.leave() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('hejie.principal', '', true),
            set_config('hejie.orgs', '', true);
END $$;

-- The parties that have one token of p_one or all of p_every, in disputes that
-- the reader has part in.  A county at a place of the arrays; tokens are
-- written as "{1,2}".  sure: has the very token wanted.
CREATE FUNCTION hejie.find_parties(
    p_counties text[], p_one text[], p_every text[])
RETURNS TABLE (stream uuid, party integer, sure boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    WITH wanted AS MATERIALIZED (
        SELECT w.county, w.one::bigint[] AS one, w.every::bigint[] AS every
          FROM unnest(p_counties, p_one, p_every) AS w(county, one, every)),
    hit AS MATERIALIZED (
        SELECT f.stream, f.party, f.sure
          FROM wanted w
         CROSS JOIN LATERAL (
               SELECT p.stream, p.party, p.tokens && w.one AS sure
                 FROM hejie.party_index p
                WHERE p.county = w.county
                  AND (p.tokens && w.one OR p.tokens @> w.every)
               OFFSET 0) f)  -- one look into the index a county
    SELECT t.stream, t.party, t.sure
      FROM hit t
     WHERE EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = t.stream AND a.until IS NULL
                      AND a.capacity <> 'offered')
$$;

-- Opening what is sealed leaves an entry: of each row who, of which body, which
-- stream, what.
CREATE FUNCTION hejie.note_reads(p_principals text[], p_orgs uuid[],
    p_streams uuid[], p_whats text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.read_log (principal, org, stream, what)
    SELECT * FROM unnest(p_principals, p_orgs, p_streams, p_whats);
$$;

REVOKE ALL ON FUNCTION hejie.moment, hejie.load, hejie.events_of,
    hejie.upsert_rows, hejie.drop_rows, hejie.write_rows, hejie.append,
    hejie.enter, hejie.leave, hejie.find_parties, hejie.note_reads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.moment, hejie.load, hejie.events_of,
    hejie.append, hejie.enter, hejie.leave, hejie.note_reads
    TO hejie_app, hejie_agent;
GRANT EXECUTE ON FUNCTION hejie.find_parties TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
