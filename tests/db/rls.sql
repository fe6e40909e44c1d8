-- Who sees which row, and who may change one: nobody beside the functions.
--
-- The last net below the policy in code: readers of two
-- organisations on one connection, a statement between them without a context,
-- the rights of the roles, and the timeline that not even its owner changes.
BEGIN;
SET LOCAL search_path = hejie, public;
CREATE EXTENSION IF NOT EXISTS pgtap SCHEMA public;
GRANT USAGE ON SCHEMA public TO hejie_app, hejie_agent, hejie_owner;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hejie_app, hejie_agent, hejie_owner;
SELECT no_plan();

INSERT INTO nature (simulated, demonstration, now)
VALUES (true, true, '2026-03-02 09:00Z');
-- Two disputes, each of one organisation, with a row in every table.
INSERT INTO event (stream, seq, kind, at, bytes, chain)
SELECT s, 1, 'registered', '2026-03-02 09:00Z', '{}', sha256('x')
  FROM unnest(ARRAY['a0000000-0000-0000-0000-00000000000a',
                    'b0000000-0000-0000-0000-00000000000b']::uuid[]) s;
INSERT INTO head (stream, kind, county, version, hash, last_at, fold, snapshot)
SELECT stream, 'dispute', '999901', 1, chain, at, 1, '{}' FROM event;
-- And of each other kind that names its readers one that nobody here reads.
INSERT INTO head (stream, kind, version, hash, last_at, fold, snapshot)
SELECT gen_random_uuid(), k, 1, sha256('x'), '2026-03-02 09:00Z', 1, '{}'
  FROM unnest(ARRAY['group', 'compact', 'assessment', 'help', 'review']) k;
INSERT INTO access (stream, body, capacity, since)
SELECT stream, ('c' || substr(stream::text, 2))::uuid, 'handler', '2026-03-02'
  FROM head WHERE kind = 'dispute';
INSERT INTO procedure (stream, no, channel, phase, body)
SELECT stream, 1, 'people', 'opened', ('c' || substr(stream::text, 2))::uuid
  FROM head WHERE kind = 'dispute';
INSERT INTO origin (stream, source)
SELECT stream, 'application' FROM procedure;
INSERT INTO clock (stream, no, rule, set, state, effect)
SELECT stream, 1, 'R', 'S', 'running', 'overdue' FROM procedure;
INSERT INTO referral (stream, no, kind, state)
SELECT stream, 1, 'refer', 'offered' FROM procedure;
INSERT INTO turned_down (stream, no, state, from_body, offered_on)
SELECT stream, 1, 'lapsed', stream, '2026-03-02' FROM procedure;
INSERT INTO notice (stream, no, kind, state)
SELECT stream, 1, 'rights', 'owed' FROM procedure;
INSERT INTO work_order (stream, no, procedure, channel, live, stage, holder,
    designated, bounces, redo, ownerless_ms, calls, danger)
SELECT stream, 1, 1, 'hotline', true, 'order_received', stream, false, 0, 0, 0,
       0, false FROM procedure;
INSERT INTO petition (stream, no, procedure, law, live, act, provisional)
SELECT stream, 1, 1, false, true, 'direct', false FROM procedure;
INSERT INTO board (stream, item, no, body, front, turn_on, bounced)
SELECT stream, 'petition', 1, body, true, '2026-04-07', false FROM procedure;
INSERT INTO draw (stream, no, procedure, seq, county, state)
SELECT stream, 1, 1, 1, '999901', 'frozen' FROM procedure;
INSERT INTO attachment (stream, no, paper, type, size, upload, body,
    attached_on, detached, seq)
SELECT stream, 1, 'other', 'pdf', 1, stream, stream, '2026-03-02', false, 1
  FROM procedure;
INSERT INTO bundle (stream, no, owner, state, pieces, pages, since, missing)
SELECT stream, 1, stream, 'whole', 1, 1, '2026-03-02', '[]' FROM procedure;
INSERT INTO sitting (stream, no, procedure, mediators, one_side, voided)
SELECT stream, 1, 1, '{}', false, false FROM procedure;
INSERT INTO service (stream, no, kind, state, attempt, owed_on, holds_a_limit)
SELECT stream, 1, 'rights', 'owed', 1, '2026-03-02', false FROM procedure;
INSERT INTO upload (stream, upload, person, size, received, type, begun)
SELECT stream, stream, 'p', 1, 1, 'pdf', '2026-03-02 09:00Z' FROM procedure;
INSERT INTO upload_chunk (stream, upload, no, bytes)
SELECT stream, stream, 0, '\x01' FROM procedure;
INSERT INTO link (stream, no, kind, other)
SELECT stream, 1, 'same_dispute', stream FROM procedure;
INSERT INTO listed (stream, kind, shown)
SELECT stream, 'dispute', '{}' FROM procedure;
INSERT INTO finding (stream, no, review, procedure, item, points, state, since)
SELECT stream, 1, stream, 1, 'cover', 1, 'open', '2026-03-02' FROM procedure;
INSERT INTO party_index (stream, party, county, tokens)
SELECT stream, 1, '999901', '{1}' FROM procedure;
INSERT INTO person_index (stream, no, kind, token)
SELECT stream, 1, 'help', 1 FROM procedure;
INSERT INTO subject_key (stream, subject, wrapped)
SELECT stream, 'text', '\x01' FROM procedure;

-- One batch: A, nobody, B.  Each statement counts every table that is guarded.
CREATE FUNCTION pg_temp.seen() RETURNS TABLE (t text, n bigint, who text)
LANGUAGE sql AS $$
    SELECT 'event', count(*), string_agg(left(stream::text, 1), '') FROM hejie.event
    UNION ALL SELECT 'head', count(*), string_agg(left(stream::text, 1), '') FROM hejie.head
    UNION ALL SELECT 'access', count(*), string_agg(left(stream::text, 1), '') FROM hejie.access
    UNION ALL SELECT 'procedure', count(*), string_agg(left(stream::text, 1), '') FROM hejie.procedure
    UNION ALL SELECT 'clock', count(*), string_agg(left(stream::text, 1), '') FROM hejie.clock
    UNION ALL SELECT 'referral', count(*), string_agg(left(stream::text, 1), '') FROM hejie.referral
    UNION ALL SELECT 'turned_down', count(*), string_agg(left(stream::text, 1), '') FROM hejie.turned_down
    UNION ALL SELECT 'notice', count(*), string_agg(left(stream::text, 1), '') FROM hejie.notice
    UNION ALL SELECT 'work_order', count(*), string_agg(left(stream::text, 1), '') FROM hejie.work_order
    UNION ALL SELECT 'petition', count(*), string_agg(left(stream::text, 1), '') FROM hejie.petition
    UNION ALL SELECT 'board', count(*), string_agg(left(stream::text, 1), '') FROM hejie.board
    UNION ALL SELECT 'draw', count(*), string_agg(left(stream::text, 1), '') FROM hejie.draw
    UNION ALL SELECT 'attachment', count(*), string_agg(left(stream::text, 1), '') FROM hejie.attachment
    UNION ALL SELECT 'service', count(*), string_agg(left(stream::text, 1), '') FROM hejie.service
    UNION ALL SELECT 'bundle', count(*), string_agg(left(stream::text, 1), '') FROM hejie.bundle
    UNION ALL SELECT 'sitting', count(*), string_agg(left(stream::text, 1), '') FROM hejie.sitting
    UNION ALL SELECT 'finding', count(*), string_agg(left(stream::text, 1), '') FROM hejie.finding
    UNION ALL SELECT 'listed', count(*), string_agg(left(stream::text, 1), '') FROM hejie.listed
    UNION ALL SELECT 'origin', count(*), string_agg(left(stream::text, 1), '') FROM hejie.origin
    UNION ALL SELECT 'link', count(*), string_agg(left(stream::text, 1), '') FROM hejie.link
    UNION ALL SELECT 'party_index', count(*), string_agg(left(stream::text, 1), '') FROM hejie.party_index
    UNION ALL SELECT 'person_index', count(*), string_agg(left(stream::text, 1), '') FROM hejie.person_index
    UNION ALL SELECT 'subject_key', count(*), string_agg(left(stream::text, 1), '') FROM hejie.subject_key
$$;
GRANT EXECUTE ON FUNCTION pg_temp.seen() TO hejie_app;
DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO hejie_app', (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema())); END $$;
SET LOCAL ROLE hejie_app;
SELECT is((SELECT sum(n) FROM pg_temp.seen()), 0::numeric,
    'before anybody entered, nothing is seen');
SELECT enter('pa', 'c0000000-0000-0000-0000-00000000000a');
SELECT is(n, 1::bigint, 'A sees one row of ' || t) FROM pg_temp.seen();
SELECT is(who, 'a', 'its own, of ' || t) FROM pg_temp.seen();
SELECT leave();
SELECT is(n, 0::bigint, 'between A and B nothing is seen of ' || t)
  FROM pg_temp.seen();
SELECT enter('pb', 'c0000000-0000-0000-0000-00000000000b');
SELECT is(who, 'b', 'B sees its own of ' || t) FROM pg_temp.seen();
SELECT leave();

-- The functions that take a context give it back.
SELECT is((SELECT count(*) FROM load('pa', 'c0000000-0000-0000-0000-00000000000a',
    'a0000000-0000-0000-0000-00000000000a', NULL) WHERE kind IS NOT NULL), 1::bigint,
    'load answers A');
SELECT is((SELECT sum(n) FROM pg_temp.seen()), 0::numeric,
    'and leaves nothing open behind it');
SELECT is((SELECT count(*) FROM load('pa', 'c0000000-0000-0000-0000-00000000000a',
    'b0000000-0000-0000-0000-00000000000b', NULL) WHERE kind IS NOT NULL), 0::bigint,
    'load does not answer A about B');
SELECT is((SELECT count(*) FROM events_of('pa', 'c0000000-0000-0000-0000-00000000000a',
    'a0000000-0000-0000-0000-00000000000a', 1, 9)), 1::bigint, 'events_of answers A');
SELECT is((SELECT count(*) FROM events_of('pa', 'c0000000-0000-0000-0000-00000000000a',
    'b0000000-0000-0000-0000-00000000000b', 1, 9)), 0::bigint,
    'events_of does not answer A about B');
SELECT is((SELECT sum(n) FROM pg_temp.seen()), 0::numeric,
    'nor leaves anything open');
SELECT is((SELECT code FROM append('pa', 'c0000000-0000-0000-0000-00000000000a',
    'b0000000-0000-0000-0000-00000000000b', 'dispute', '999901', 1,
    sha256('x'), clock_timestamp(), NULL, NULL, ARRAY['noted'], ARRAY['{}'],
    ARRAY[sha256('y')], 1, '{}', NULL, NULL, false, NULL, NULL, NULL, NULL,
    NULL)), 'absent', 'append says that what is foreign is absent');
SELECT is((SELECT sum(n) FROM pg_temp.seen()), 0::numeric,
    'and leaves nothing open either');

-- The search looks among all tokens and tells what the reader may see.
SELECT is_empty(
    $$SELECT stream FROM find_parties(ARRAY['999901'], ARRAY['{1}'], ARRAY['{1}'])$$,
    'without a context it finds nobody');
SELECT enter('pa', 'c0000000-0000-0000-0000-00000000000a');
SELECT results_eq(
    $$SELECT stream FROM find_parties(ARRAY['999901'], ARRAY['{1}'], ARRAY['{1}'])$$,
    $$VALUES ('a0000000-0000-0000-0000-00000000000a'::uuid)$$,
    'A finds its own party, and not the same one of B');
SELECT leave();

-- Whom a petition accuses has no sight by any capacity, though it stands above
-- who handles it, nor by a slip; who is sought for through it keeps his.
RESET ROLE;
INSERT INTO access (stream, body, capacity, since)
SELECT stream, unnest(ARRAY['dddddddd-0000-0000-0000-00000000000d',
                            'eeeeeeee-0000-0000-0000-00000000000e']::uuid[]), 'centre', since
  FROM access WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
INSERT INTO board (stream, item, no, body, front, turn_on, bounced)
SELECT stream, 'petition', 1, body, true, '2026-04-07', false
  FROM access WHERE capacity = 'centre';
INSERT INTO access (stream, body, capacity, since)
VALUES ('a0000000-0000-0000-0000-00000000000a', '51150000-0000-0000-0000-000000000000', 'door', '2026-03-02');
SET LOCAL ROLE hejie_app;
SELECT enter('pd', 'dddddddd-0000-0000-0000-00000000000d');
SELECT is(who, 'a', 'before it is accused, the organ above sees ' || t) FROM pg_temp.seen();
SELECT leave();
RESET ROLE;
UPDATE access SET barred = '{dddddddd-0000-0000-0000-00000000000d}'
 WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
UPDATE board SET barred = '{dddddddd-0000-0000-0000-00000000000d}'
 WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
SET LOCAL ROLE hejie_app;
SELECT enter('pd', 'dddddddd-0000-0000-0000-00000000000d');
SELECT is(n, 0::bigint, 'accused, it sees nothing of ' || t) FROM pg_temp.seen();
SELECT leave();
SELECT enter('pd', 'dddddddd-0000-0000-0000-00000000000d,51150000-0000-0000-0000-000000000000');
SELECT is(n, 0::bigint, 'nor with the slip of ' || t) FROM pg_temp.seen();
SELECT leave();
SELECT is((SELECT count(*) FROM load('pd', 'dddddddd-0000-0000-0000-00000000000d',
    'a0000000-0000-0000-0000-00000000000a', NULL) WHERE kind IS NOT NULL), 0::bigint,
    'load has nothing for it');
SELECT is((SELECT count(*) FROM events_of('pd', 'dddddddd-0000-0000-0000-00000000000d',
    'a0000000-0000-0000-0000-00000000000a', 1, 9)), 0::bigint, 'nor has events_of');
SELECT is((SELECT code FROM append('pd', 'dddddddd-0000-0000-0000-00000000000d',
    'a0000000-0000-0000-0000-00000000000a', 'dispute', '999901', 1,
    sha256('x'), clock_timestamp(), NULL, NULL, ARRAY['noted'], ARRAY['{}'],
    ARRAY[sha256('y')], 1, '{}', NULL, NULL, false, NULL, NULL, NULL, NULL,
    NULL)), 'absent', 'nor does append know it');
SELECT enter('pd', 'dddddddd-0000-0000-0000-00000000000d');
SELECT is_empty(
    $$SELECT stream FROM find_parties(ARRAY['999901'], ARRAY['{1}'], ARRAY['{1}'])$$,
    'nor is a party found for it');
SELECT leave();
SELECT enter('pe', 'eeeeeeee-0000-0000-0000-00000000000e,'
    'e1000000-0000-0000-0000-000000000001,dddddddd-0000-0000-0000-00000000000d');
SELECT is(who, 'a', 'another organ above sees on ' || t) FROM pg_temp.seen() WHERE t NOT IN ('access', 'board');
SELECT leave();
RESET ROLE;
UPDATE access SET barred = barred || '{e1000000-0000-0000-0000-000000000001}'
 WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
UPDATE board SET barred = barred || '{e1000000-0000-0000-0000-000000000001}'
 WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
SET LOCAL ROLE hejie_app;
SELECT enter('pe', 'eeeeeeee-0000-0000-0000-00000000000e,e1000000-0000-0000-0000-000000000001');
SELECT is(n, 0::bigint, 'who of its people is accused sees nothing of ' || t) FROM pg_temp.seen();
SELECT leave();
SELECT enter('pf', 'eeeeeeee-0000-0000-0000-00000000000e,e2000000-0000-0000-0000-000000000002');
SELECT is(who, 'a', 'his colleague sees ' || t) FROM pg_temp.seen() WHERE t <> 'access';
SELECT leave();

-- Of matters of others it is told who has one with both people asked for; of one
-- that is kept from an accused organ nothing, to nobody.
RESET ROLE;
INSERT INTO party_index (stream, party, county, tokens)
SELECT stream, 2, '999901', '{2}' FROM procedure;
INSERT INTO access (stream, body, capacity, since)
SELECT stream, body, 'registrar', since FROM access WHERE capacity = 'handler';
CREATE FUNCTION pg_temp.elsewhere(orgs text, what integer[]) RETURNS SETOF text
LANGUAGE sql AS $$
    SELECT left(stream::text, 1)
      FROM hejie.find_elsewhere(orgs, '999901', ARRAY[1, 2], what, ARRAY[1, 2]::bigint[])
$$;
SET LOCAL ROLE hejie_app;
SELECT results_eq(
    $$SELECT pg_temp.elsewhere('c0000000-0000-0000-0000-00000000000a', '{1,3}')$$,
    $$VALUES ('b')$$, 'A is told of B''s, not of its own');
SELECT results_eq(
    $$SELECT pg_temp.elsewhere('dddddddd-0000-0000-0000-00000000000d', '{2,3}')$$,
    $$VALUES ('b')$$, 'the accused is told nothing of the accusation');
SELECT is_empty(
    $$SELECT pg_temp.elsewhere('c0000000-0000-0000-0000-00000000000a', '{3,3}')$$,
    'names alone tell nothing');
SELECT is((SELECT sum(n) FROM pg_temp.seen()), 0::numeric, 'and nothing is left open');
RESET ROLE;
DELETE FROM party_index WHERE party = 2;
DELETE FROM access WHERE capacity = 'registrar';

-- Sight that has ended is none.
RESET ROLE;
UPDATE access SET until = '2026-03-03' WHERE stream = 'a0000000-0000-0000-0000-00000000000a';
DELETE FROM board WHERE stream = 'a0000000-0000-0000-0000-00000000000a'; -- the projection does so
SET LOCAL ROLE hejie_app;
SELECT enter('pa', 'c0000000-0000-0000-0000-00000000000a');
SELECT is((SELECT sum(n) FROM pg_temp.seen() WHERE t <> 'access'), 0::numeric,
    'after its sight ended A sees nothing');
SELECT leave();

-- No table is written by hand.
SELECT throws_ok(format('%s', s), '42501')
  FROM unnest(ARRAY[
    $$INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain) VALUES (gen_random_uuid(), 1, 'x', now(), '{}', sha256('x'))$$,
    $$UPDATE hejie.head SET closed = true$$,
    $$DELETE FROM hejie.access$$,
    $$TRUNCATE hejie.clock$$,
    $$UPDATE hejie.nature SET now = now()$$,
    $$DELETE FROM hejie.subject_key$$,
    $$INSERT INTO hejie.read_log VALUES (now(), 'x', NULL, gen_random_uuid(), 'x')$$,
    $$SELECT hejie.claim_due('2030-01-01Z', 1, '1 s')$$,
    $$SELECT hejie.write_rows(gen_random_uuid(), '{}')$$]) s;
RESET ROLE;

SELECT is_empty(
    $$SELECT c.relname, r.rolname, p
        FROM pg_class c, pg_roles r,
             unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) p
       WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND r.rolname IN ('hejie_app', 'hejie_agent', 'hejie_replay')
         AND has_table_privilege(r.rolname, c.oid, p)$$,
    'the roles that run have no right to write any table');
SELECT is_empty(
    $$SELECT c.relname, a.attname
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0,
             unnest(ARRAY['hejie_app', 'hejie_agent', 'hejie_replay']) r, unnest(ARRAY['INSERT', 'UPDATE']) p
       WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT a.attisdropped AND has_column_privilege(r, c.oid, a.attname, p)$$,
    'nor any column');
SELECT is_empty(
    $$SELECT rolname FROM pg_roles
       WHERE rolname ~ '^hejie_' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)$$,
    'no role of ours passes the policies by');
SELECT is((SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles
            WHERE rolname ~ '^hejie_' AND rolcanlogin),
    ARRAY['hejie_agent', 'hejie_app', 'hejie_replay'], 'only those three sign in');
SELECT is_empty(
    $$SELECT c.relname FROM pg_class c WHERE c.relowner = 'hejie_append'::regrole$$,
    'hejie_append owns no table');
SELECT is_empty(
    $$SELECT c.relname FROM pg_class c
       WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p')
         AND c.relowner <> 'hejie_owner'::regrole$$,
    'hejie_owner owns them all');

-- Row-level security is forced wherever a dispute's rows lie.
SELECT is(
    (SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
      WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relrowsecurity AND c.relforcerowsecurity),
    ARRAY['absence', 'access', 'attachment', 'board', 'bundle', 'clock', 'draw', 'event', 'finding', 'group_member', 'head', 'import',
          'import_row', 'link', 'listed', 'moved', 'notice', 'origin', 'party_index', 'person_index', 'petition', 'procedure', 'referral', 'service', 'sitting', 'subject_key',
          'text_index', 'turned_down', 'upload',
          'upload_chunk', 'work_order'],
    'it is forced on these');
SELECT is_empty(
    $$SELECT c.relname FROM pg_class c
       WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p')
         AND has_table_privilege('hejie_app', c.oid, 'SELECT')
         AND NOT c.relforcerowsecurity
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                        AND a.attname = 'stream')
         AND c.relname <> 'dispute_code'$$,
    'what hejie_app reads of a stream is guarded; the code only leads to head');
SELECT is_empty(
    $$SELECT i.inhrelid::regclass, r FROM pg_inherits i,
             unnest(ARRAY['hejie_app', 'hejie_agent', 'hejie_append', 'hejie_replay']) r
       WHERE i.inhparent = 'hejie.event'::regclass
         AND has_table_privilege(r, i.inhrelid, 'SELECT, INSERT, UPDATE, DELETE')$$,
    'the partitions, which no policy guards, are nobody''s to read');
SELECT is_empty(
    $$SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE 0 = ANY (p.polroles)$$, 'no policy is for everybody');

-- The functions that act with more rights than their caller.
SELECT is(
    (SELECT array_agg(p.proname::text ORDER BY p.proname) FROM pg_proc p
      WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef),
    ARRAY['accounts', 'accounts_wanting', 'add_checkpoint', 'api_key_create', 'api_key_end',
          'api_key_find', 'api_key_look', 'api_keys', 'append', 'calendar_next',
          'calendar_seen', 'changes', 'checkpoints', 'claim_due',
          'claim_follow_ups',
          'claim_messages',
          'credential_drop', 'credential_of', 'credential_set', 'device_bind', 'device_people', 'device_unbind', 'devices_of', 'draft_drop', 'draft_keep', 'draft_of', 'drafts_sweep', 'drop_account',
          'end_follow_up', 'end_sessions', 'events_of', 'find_alike', 'find_elsewhere', 'find_parties', 'find_person', 'find_titles',
          'finish_follow_up', 'finish_message', 'give_positions', 'handled', 'import_claim', 'import_finish',
          'import_forget', 'import_likely', 'import_open', 'import_sweep', 'import_wish', 'last_dealing',
          'load', 'log_position',
          'log_size', 'log_spans', 'member_line', 'messages', 'moment', 'move_time',
          'next_due', 'note_reads', 'open_procedures', 'password_rehashed', 'password_set',
          'pending', 'pin_try', 'read_entries', 'replay_messages', 'session_end', 'session_find',
          'session_open', 'session_prove', 'session_sure', 'session_touch', 'sessions_end_of', 'sessions_of', 'sessions_sweep',
          'sign_in_find', 'sweep', 'team_work', 'teams', 'unordered', 'upload_at', 'upload_chunks',
          'upload_put', 'upload_whole', 'uploads_sweep'],
    'these are all');
SELECT is_empty(
    $$SELECT p.proname, p.proowner::regrole, p.proconfig FROM pg_proc p
       WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef
         AND (p.proowner <> 'hejie_append'::regrole
              OR NOT 'search_path=hejie, pg_temp' = ANY (p.proconfig)
              OR has_function_privilege('public', p.oid, 'EXECUTE'))$$,
    'each is hejie_append''s, with a search path of its own, not for PUBLIC');
SELECT is_empty(
    $$SELECT p.proname FROM pg_proc p
       WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef
         AND p.prosrc ~ 'set_config\(''hejie\.(orgs|writing)'''
         AND (SELECT count(*) FROM unnest(p.proconfig) c
               WHERE c IN ('hejie.orgs=', 'hejie.orgs=""', 'hejie.writing=',
                           'hejie.writing=""')) < 2$$,
    'each that sets a context restores it');

-- The timeline is never changed, not by its owner, not by a superuser.
SELECT throws_ok(s, '23001', 'the timeline is append-only')
  FROM unnest(ARRAY['UPDATE hejie.event SET bytes = bytes',
    'UPDATE hejie.event SET seq = seq WHERE false', 'DELETE FROM hejie.event',
    'DELETE FROM hejie.event WHERE false', 'TRUNCATE hejie.event']) s;
SELECT throws_ok(format('%s hejie.event_%s', s, i), '23001')
  FROM unnest(ARRAY['TRUNCATE', 'DELETE FROM']) s, generate_series(0, 15) i;
SET LOCAL ROLE hejie_owner;
SELECT throws_ok(s, '23001')
  FROM unnest(ARRAY['UPDATE hejie.event SET bytes = bytes',
    'DELETE FROM hejie.event', 'TRUNCATE hejie.event']) s;
RESET ROLE;

-- Nor is a checkpoint; none but the agents adds one, none that is smaller.
INSERT INTO log (position, stream, seq, xid, leaf)
SELECT n, 'a0000000-0000-0000-0000-00000000000a', n + 1, '3', sha256('x')
  FROM generate_series(0, 299) n;
SET LOCAL ROLE hejie_agent;
SELECT ok(hejie.add_checkpoint(0, 256, 1, sha256('r'), sha256('f'), 'n', 'v',
    '{8}', '{0}', ARRAY[sha256('t')]), 'an agent adds one');
SELECT ok(NOT hejie.add_checkpoint(o, s, 1, sha256('r'), '', 'n', 'v',
    '{}', '{}', '{}'), format('%s to %s does not fit', o, s))
  FROM (VALUES (0, 300), (256, 256), (256, 301), (256, 8)) t(o, s);
SELECT ok(NOT hejie.add_checkpoint(256, 300, 2, sha256('r'), '', 'n', 'v',
    '{}', '{}', '{}'), 'nor of another epoch');
SELECT throws_ok($$INSERT INTO hejie.checkpoint SELECT * FROM hejie.checkpoint$$,
    '42501');
RESET ROLE;
SET LOCAL ROLE hejie_app;
SELECT throws_ok($$SELECT hejie.add_checkpoint(256, 300, 1, '', '', '', '',
    '{}', '{}', '{}')$$, '42501');
SELECT throws_ok('SELECT * FROM hejie.checkpoint', '42501');
SELECT is_empty('SELECT * FROM hejie.checkpoints(1000, 9)', 'nobody sees none');
SELECT is_empty($$SELECT * FROM hejie.log_spans('{0}', '{8}')$$);
SELECT enter('pa', 'c0000000-0000-0000-0000-00000000000a');
SELECT results_eq('SELECT size FROM hejie.checkpoints(1000, 9)',
    ARRAY[256::bigint], 'who is in sees it');
SELECT results_eq($$SELECT n, level, count(*) FROM
    hejie.log_spans('{0,256,0,128}', '{300,260,256,256}')
    GROUP BY n, level ORDER BY n, level DESC$$,
    $$VALUES (1::bigint, 8, 1::bigint), (1, 0, 44), (2, 0, 4), (3, 8, 1),
             (4, 0, 128)$$, 'spans are of the largest trees there are');
SELECT leave();
RESET ROLE;
SELECT throws_ok(s || t, '23001', 'checkpoints are append-only')
  FROM unnest(ARRAY['UPDATE hejie.checkpoint SET size', 'UPDATE hejie.log_node SET level']) s,
       unnest(ARRAY[' = 1', ' = 2 WHERE false']) t;
SELECT throws_ok(s || t, '23001', 'checkpoints are append-only')
  FROM unnest(ARRAY['DELETE FROM hejie.', 'TRUNCATE hejie.']) s,
       unnest(ARRAY['checkpoint', 'log_node']) t;

SELECT * FROM finish();
ROLLBACK;
