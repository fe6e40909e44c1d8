-- Sign-ins, sessions and API keys: what the functions do, and that nothing else
-- gets at the tables.
BEGIN;
SET LOCAL search_path = hejie, public;
CREATE EXTENSION IF NOT EXISTS pgtap SCHEMA public;
GRANT USAGE ON SCHEMA public TO hejie_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hejie_app;
SELECT plan(79);

-- Nobody reads or writes the tables.
SELECT ok(NOT has_table_privilege(r, 'hejie.' || t, p),
          format('%s may not %s %s', r, p, t))
  FROM unnest(ARRAY['hejie_app', 'hejie_agent']) r,
       unnest(ARRAY['credential', 'session', 'api_key', 'device', 'draft']) t,
       unnest(ARRAY['select', 'update']) p;
SELECT is((SELECT count(*) FROM pg_proc p
            WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef
              AND p.proname ~ '^(sign_in|credential_|password|sessions?_|api_key|device|pin|drafts?_)'
              AND (p.proowner <> 'hejie_append'::regrole
                   OR p.proconfig IS DISTINCT FROM
                      ARRAY['search_path=hejie, pg_temp']
                   OR has_function_privilege('public', p.oid, 'execute'))),
          0::bigint, 'the functions belong to hejie_append and not to PUBLIC');
SELECT is((SELECT count(*) FROM pg_proc p
            WHERE p.pronamespace = 'hejie'::regnamespace AND p.prosecdef
              AND p.proname ~ '^(sign_in|credential_|password|sessions?_|api_key|device|pin|drafts?_)'),
          29::bigint, 'there are 29 of them');

SET LOCAL ROLE hejie_app;
SELECT throws_ok('SELECT phc FROM hejie.credential', '42501');
SELECT throws_ok('DELETE FROM hejie.session', '42501');
SELECT throws_ok('SELECT secret_hash FROM hejie.api_key', '42501');
SELECT throws_ok($$SELECT hejie.sessions_sweep('2026-01-01Z')$$, '42501');

-- Signing in.
SELECT ok(credential_set('aaaaaaaa-0000-0000-0000-000000000001', 'zhang.san',
          'hash one', true, '2026-03-02 09:00Z'), 'a sign-in is given');
SELECT results_eq($$SELECT * FROM sign_in_find('zhang.san')$$,
    $$VALUES ('aaaaaaaa-0000-0000-0000-000000000001'::uuid, 'hash one', true)$$,
    'it is found by its login');
SELECT is_empty($$SELECT * FROM sign_in_find('Zhang.San')$$,
    'and by nothing else');
SELECT ok(NOT credential_set('aaaaaaaa-0000-0000-0000-000000000002',
          'zhang.san', 'hash two', true, '2026-03-02 09:00Z'),
    'a login is one person''s');
SELECT ok(credential_set('aaaaaaaa-0000-0000-0000-000000000002', 'li.si',
          'hash two', true, '2026-03-02 09:00Z'), 'another is free');
SELECT ok(NOT credential_set('aaaaaaaa-0000-0000-0000-000000000002',
          'zhang.san', 'hash two', true, '2026-03-02 09:00Z'),
    'it is not changed into a taken one');
SELECT is((SELECT phc FROM sign_in_find('zhang.san')), 'hash one',
    'the one it is taken by stays');
SELECT throws_ok($$SELECT credential_set(
    'aaaaaaaa-0000-0000-0000-000000000003', 'Li', 'x', true, now())$$, '23514');
SELECT results_eq($$SELECT login, must_change FROM
    credential_of('aaaaaaaa-0000-0000-0000-000000000002')$$,
    $$VALUES ('li.si', true)$$, 'the state of a sign-in has no hash');

-- Sessions.
SELECT lives_ok(format($$SELECT session_open('%s',
    'aaaaaaaa-0000-0000-0000-000000000001',
    'bbbbbbbb-0000-0000-0000-000000000001', 6, '2026-03-02 09:00Z',
    '2026-03-02 21:00Z', NULL, NULL)$$, '\x' || repeat(h, 32)))
  FROM unnest(ARRAY['01', '02']) h;
SELECT results_eq(format($$SELECT person, org, roles, must_change
    FROM session_find('%s', '2026-03-02 09:29Z', 1800000)$$,
    '\x' || repeat('01', 32)),
    $$VALUES ('aaaaaaaa-0000-0000-0000-000000000001'::uuid,
    'bbbbbbbb-0000-0000-0000-000000000001'::uuid, 6, true)$$,
    'a session is found by the hash of its token');
SELECT is_empty(format($$SELECT * FROM
    session_find('%s', '2026-03-02 09:30Z', 1800000)$$,
    '\x' || repeat('01', 32)), 'not when it was unused for too long');
SELECT lives_ok(format($$SELECT session_touch('%s', '2026-03-02 %s')$$,
    '\x' || repeat('01', 32), t)) FROM unnest(ARRAY['20:45Z', '09:10Z']) t;
SELECT isnt_empty(format($$SELECT * FROM
    session_find('%s', '2026-03-02 20:59Z', 1800000)$$,
    '\x' || repeat('01', 32)), 'when it was used, it goes on');
SELECT is_empty(format($$SELECT * FROM
    session_find('%s', '2026-03-02 21:00Z', 1800000)$$,
    '\x' || repeat('01', 32)), 'but not for ever');
SELECT is((SELECT count(*) FROM sessions_of(
    'aaaaaaaa-0000-0000-0000-000000000001', '2026-03-02 10:00Z')), 2::bigint,
    'a person sees where he is signed in');
SELECT ok(password_set('aaaaaaaa-0000-0000-0000-000000000001', 'hash three',
    ('\x' || repeat('01', 32))::bytea, '2026-03-02 10:00Z'),
    'a password is changed');
SELECT results_eq($$SELECT token_hash FROM sessions_of(
    'aaaaaaaa-0000-0000-0000-000000000001', '2026-03-02 10:00Z')$$,
    format($$VALUES ('%s'::bytea)$$, '\x' || repeat('01', 32)),
    'the other sessions end');
SELECT ok(NOT password_rehashed('aaaaaaaa-0000-0000-0000-000000000001',
    'hash one', 'old'), 'an old hash is not put back');
SELECT ok(password_rehashed('aaaaaaaa-0000-0000-0000-000000000001',
    'hash three', 'hash four'), 'the present one is made anew');
SELECT results_eq($$SELECT phc, must_change FROM sign_in_find('zhang.san')$$,
    $$VALUES ('hash four', false)$$, 'nothing is owed any more');
-- Devices: a PIN is counted before it is looked at.
SELECT lives_ok(format($$SELECT device_bind('%s',
    'aaaaaaaa-0000-0000-0000-000000000001', 'pin hash', '电话', '%s',
    '2026-03-02 10:05Z', '2026-04-01 10:05Z')$$, '\x' || repeat('05', 32),
    '\x' || repeat('01', 32)));
SELECT is((SELECT count(*) FROM device_people(
    ('\x' || repeat('05', 32))::bytea, '2026-03-02 10:06Z')), 1::bigint,
    'who is bound can come in');
SELECT is((SELECT count(*) FROM device_people(
    ('\x' || repeat('05', 32))::bytea, '2026-04-01 10:05Z')), 0::bigint,
    'for thirty days');
SELECT results_eq(format($$SELECT (pin_try('%s',
    'aaaaaaaa-0000-0000-0000-000000000001', '2026-03-02 10:06Z')).remain
    FROM generate_series(1, 6)$$, '\x' || repeat('05', 32)),
    'VALUES (4), (3), (2), (1), (0)', 'five tries, and no sixth');
SELECT is((SELECT count(*) FROM device_people(
    ('\x' || repeat('05', 32))::bytea, '2026-03-02 10:06Z')), 0::bigint,
    'then nobody does');
SELECT ok(NOT session_sure(
    ('\x' || repeat('01', 32))::bytea, '2026-03-02 10:06Z', 600000),
    'a session is sure for as long as is said');
SELECT ok(session_prove(('\x' || repeat('01', 32))::bytea,
    ('\x' || repeat('06', 32))::bytea, ('\x' || repeat('05', 32))::bytea,
    '2026-03-02 10:07Z'), 'its owner proves who he is');
SELECT is_empty(format($$SELECT * FROM session_find('%s', '2026-03-02 10:08Z',
    86400000)$$, '\x' || repeat('01', 32)), 'the old token is over');
SELECT ok(session_sure(
    ('\x' || repeat('06', 32))::bytea, '2026-03-02 10:08Z', 600000),
    'the fresh one is sure');
SELECT is((SELECT remain FROM pin_try(('\x' || repeat('05', 32))::bytea,
    'aaaaaaaa-0000-0000-0000-000000000001', '2026-03-02 10:08Z')), 4,
    'what was right forgets what was wrong');
SELECT is(device_unbind('aaaaaaaa-0000-0000-0000-000000000001', NULL),
    1::bigint, 'it is unbound');
SELECT is((SELECT count(*) FROM sessions_of(
    'aaaaaaaa-0000-0000-0000-000000000001', '2026-03-02 10:08Z')), 0::bigint,
    'and what was opened there is over');
SELECT lives_ok(format($$SELECT session_open('%s',
    'aaaaaaaa-0000-0000-0000-000000000001',
    'bbbbbbbb-0000-0000-0000-000000000001', 6, '2026-03-02 10:09Z',
    '2026-03-02 21:00Z', NULL, NULL)$$, '\x' || repeat('07', 32)));
SELECT is(sessions_end_of('aaaaaaaa-0000-0000-0000-000000000001'), 1::bigint,
    'all sessions of a person end');

-- API keys.
SELECT api_key_create('0123456789abcdef', ('\x' || repeat('03', 32))::bytea,
    'aaaaaaaa-0000-0000-0000-000000000001', '法院对接',
    'aaaaaaaa-0000-0000-0000-000000000002', '2026-03-02 09:00Z',
    '2026-04-02 09:00Z');
SELECT results_eq(format($$SELECT person FROM api_key_find('0123456789abcdef',
    '%s', '2026-04-02 08:59Z')$$, '\x' || repeat('03', 32)),
    $$VALUES ('aaaaaaaa-0000-0000-0000-000000000001'::uuid)$$,
    'an API key is whose it is');
SELECT is_empty(format($$SELECT * FROM api_key_find('0123456789abcdef',
    '%s', '2026-04-02 08:59Z')$$, '\x' || repeat('04', 32)),
    'not with another secret');
SELECT is_empty(format($$SELECT * FROM api_key_find('0123456789abcdef',
    '%s', '2026-04-02 09:00Z')$$, '\x' || repeat('03', 32)),
    'not when its time is over');
SELECT results_eq(format($$SELECT * FROM api_key_look('0123456789abcdef',
    '%s')$$, '\x' || repeat('03', 32)),
    $$VALUES ('aaaaaaaa-0000-0000-0000-000000000001'::uuid,
    '2026-04-02 09:00Z'::timestamptz)$$, 'over or not, whoever has it is told');
SELECT is_empty(format($$SELECT * FROM api_key_look('0123456789abcdef',
    '%s')$$, '\x' || repeat('04', 32)), 'and nobody else');
SELECT throws_ok($$SELECT api_key_create('0123456789abcdee', repeat('e', 32)::bytea,
    'aaaaaaaa-0000-0000-0000-000000000001', '没有期限',
    'aaaaaaaa-0000-0000-0000-000000000002', '2026-03-02 09:00Z', NULL)$$, '23502');
-- Drafts.
SELECT lives_ok($$SELECT draft_keep('aaaaaaaa-0000-0000-0000-000000000001',
    'log-session', 'm' || n % 101, 'box ' || n,
    '2026-03-02 09:00Z'::timestamptz + n * interval '1 minute')
    FROM generate_series(0, 101) n$$, 'drafts are kept');
SELECT results_eq($$SELECT * FROM draft_of('aaaaaaaa-0000-0000-0000-000000000001',
    'log-session', 'm0', '2026-03-16 10:40Z')$$, $$VALUES ('box 101')$$,
    'one in place of the one before, for a fortnight');
SELECT is_empty($$SELECT * FROM draft_of('aaaaaaaa-0000-0000-0000-000000000001',
    'log-session', 'm0', '2026-03-16 10:41Z')$$, 'and no longer');
SELECT is_empty($$SELECT * FROM draft_of('aaaaaaaa-0000-0000-0000-000000000002',
    'log-session', 'm0', '2026-03-02 11:00Z')$$, 'nobody has another''s');
SELECT is_empty($$SELECT * FROM draft_of('aaaaaaaa-0000-0000-0000-000000000001',
    'log-session', 'm1', '2026-03-02 11:00Z')$$, 'of one the newest hundred stay');
SELECT draft_drop('aaaaaaaa-0000-0000-0000-000000000001', 'log-session', 'm0');
SELECT is_empty($$SELECT * FROM draft_of('aaaaaaaa-0000-0000-0000-000000000001',
    'log-session', 'm0', '2026-03-02 11:00Z')$$, 'one is dropped');
SELECT credential_drop('aaaaaaaa-0000-0000-0000-000000000001');
SELECT is_empty('SELECT * FROM api_keys()',
    'who cannot sign in has no API key');
SELECT is_empty($$SELECT * FROM sign_in_find('zhang.san')$$,
    'nor a sign-in');
RESET ROLE;
SELECT is(sessions_sweep('2027-01-01Z'), 0::bigint, 'nothing is left over');
SELECT is((SELECT count(*) FROM draft), 0::bigint, 'no draft either');

SELECT * FROM finish();
ROLLBACK;
