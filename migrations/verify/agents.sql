-- Agents may claim, request handlers may not.
BEGIN;
SELECT 1 / has_function_privilege('hejie_agent',
    'hejie.claim_due(timestamptz, integer, interval)', 'execute')::integer;
SELECT 1 / (NOT has_function_privilege('hejie_app',
    'hejie.claim_due(timestamptz, integer, interval)', 'execute'))::integer;
ROLLBACK;
