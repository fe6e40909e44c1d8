-- Readers may ask; both triggers are there.
BEGIN;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.changes(bigint, bigint)', 'EXECUTE')::integer;
SELECT 1 / (count(*) = 2)::integer FROM pg_trigger
 WHERE tgname IN ('session_over', 'api_key_over') AND tgenabled = 'O';
ROLLBACK;
