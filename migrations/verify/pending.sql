-- Who moves time may ask what is still to be done.
BEGIN;
SELECT 1 / has_function_privilege('hejie_app', 'hejie.pending(timestamptz)',
    'execute')::integer;
ROLLBACK;
