-- The role that replays: it reads the disputes of a county, and writes nothing.
BEGIN;
SET LOCAL search_path = hejie, public;
CREATE EXTENSION IF NOT EXISTS pgtap SCHEMA public;
GRANT USAGE ON SCHEMA public TO hejie_replay;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hejie_replay;
SELECT no_plan();

-- A dispute in each of two counties, a body, a person, a calendar, a rule set.
INSERT INTO head (stream, kind, county, version, hash, last_at, fold, snapshot)
SELECT gen_random_uuid(), kind, county, 1, sha256('x'), '2026-03-02 09:00Z', 1, '{}'
  FROM (VALUES ('dispute', '999901'), ('dispute', '999902'), ('organisation', NULL),
               ('person', NULL), ('calendar', NULL), ('rule_set', NULL), ('help', '999901')) v(kind, county);
INSERT INTO event (stream, seq, kind, at, bytes, chain)
SELECT stream, 1, 'registered', last_at, '{}', hash FROM head;
INSERT INTO subject_key (stream, subject, wrapped)
SELECT stream, 'text', '\x01' FROM head WHERE kind = 'dispute';

CREATE FUNCTION pg_temp.seen() RETURNS text LANGUAGE sql AS $$
    SELECT (SELECT string_agg(coalesce(county, kind), ' ' ORDER BY kind, county) FROM hejie.head)
        || ' / ' || (SELECT count(*) FROM hejie.event) $$;
GRANT EXECUTE ON FUNCTION pg_temp.seen TO hejie_replay;

SET LOCAL ROLE hejie_replay;
SELECT is(pg_temp.seen(), 'calendar organisation rule_set / 0', 'without a county no dispute is seen');
SELECT set_config('hejie.county', '', true);
SELECT is(pg_temp.seen(), 'calendar organisation rule_set / 0', 'an empty one is none');
SELECT set_config('hejie.county', '999901', true);
SELECT is(pg_temp.seen(), 'calendar 999901 organisation rule_set / 1', 'those of the county named, bodies, rule sets');
SELECT set_config('hejie.county', '9999', true);
SELECT is(pg_temp.seen(), 'calendar 999901 999902 organisation rule_set / 2', 'or of all whose code begins so');
SELECT set_config('hejie.orgs', (SELECT string_agg(stream::text, ',') FROM head), true);
SELECT set_config('hejie.county', '999902', true);
SELECT is(pg_temp.seen(), 'calendar 999902 organisation rule_set / 1', 'a reader''s context adds nothing');

SELECT throws_ok(q, '42501', NULL, q) FROM unnest(ARRAY[
    'INSERT INTO hejie.event DEFAULT VALUES', 'UPDATE hejie.event SET seq = seq', 'DELETE FROM hejie.event', 'TRUNCATE hejie.event',
    'INSERT INTO hejie.head DEFAULT VALUES', 'UPDATE hejie.head SET version = 1', 'DELETE FROM hejie.head', 'TRUNCATE hejie.head',
    'DELETE FROM hejie.event_0', 'SELECT FROM hejie.event_3', 'SELECT FROM hejie.subject_key', 'SELECT FROM hejie.access',
    'SELECT FROM hejie.session', 'CREATE TEMPORARY TABLE t (n integer)', 'CREATE TABLE hejie.t (n integer)',
    'CREATE TABLE public.t (n integer)']) q;
RESET ROLE;

SELECT is_empty($$
    SELECT c.relname, p FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) p
     WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
       AND has_table_privilege('hejie_replay', c.oid, p) $$, 'it may write no table');
SELECT bag_eq($$
    SELECT c.relname::text FROM pg_class c
     WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND has_table_privilege('hejie_replay', c.oid, 'SELECT') $$, ARRAY['event', 'head'], 'it reads two');
SELECT is_empty($$
    SELECT p.oid::regprocedure FROM pg_proc p
     WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef
       AND has_function_privilege('hejie_replay', p.oid, 'EXECUTE') $$,
    'no function acts for it with more rights');
SELECT is_empty($$
    SELECT roleid::regrole FROM pg_auth_members WHERE member = 'hejie_replay'::regrole $$,
    'and it can become nobody else');

SELECT * FROM finish();
ROLLBACK;
