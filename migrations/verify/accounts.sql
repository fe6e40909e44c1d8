BEGIN;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.accounts(uuid, integer, timestamptz)', 'execute')::integer;
SELECT 1 / (NOT has_function_privilege('public', 'hejie.drop_account(uuid)',
    'execute'))::integer;
SELECT 1 / (NOT has_function_privilege('public',
    'hejie.end_sessions(uuid, text)', 'execute'))::integer;
ROLLBACK;
