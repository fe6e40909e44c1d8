-- The agents ask for the next batch, request handlers may not.
BEGIN;
SELECT version, first, after, done, seen FROM hejie.calendar_sweep WHERE false;
SELECT 1 / has_function_privilege('hejie_agent',
    'hejie.calendar_next(integer, date, uuid, integer)', 'execute')::integer;
SELECT 1 / (NOT has_function_privilege('hejie_app',
    'hejie.calendar_next(integer, date, uuid, integer)', 'execute'))::integer;
ROLLBACK;
