BEGIN;
SELECT 1 / (count(*) = 17)::integer FROM pg_trigger
 WHERE tgname = 'event_erases';
SELECT 1 / (NOT has_function_privilege('public',
    'hejie.find_identity(text[], bigint[], integer)', 'execute'))::integer;
ROLLBACK;
