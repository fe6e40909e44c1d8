-- Nobody reads or writes the tables but through the functions.
BEGIN;
SELECT 1 / (NOT has_table_privilege(r, 'hejie.' || t, p))::integer
  FROM unnest(ARRAY['hejie_app', 'hejie_agent']) r,
       unnest(ARRAY['credential', 'session', 'api_key']) t,
       unnest(ARRAY['select', 'insert', 'update', 'delete']) p;
SELECT 1 / has_function_privilege('hejie_app', 'hejie.sign_in_find(text)',
    'execute')::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.session_find(bytea, timestamptz, bigint)', 'execute')::integer;
SELECT 1 / (NOT has_function_privilege('hejie_agent',
    'hejie.sign_in_find(text)', 'execute'))::integer;
ROLLBACK;
