-- PINs are tried through functions, and no role reads the rows.
BEGIN;
SELECT token_hash, person, phc, name, tries, bound, used, expires
  FROM hejie.device WHERE false;
SELECT device, proved FROM hejie.session WHERE false;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.device', 'select'))::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.pin_try(bytea, uuid, timestamptz)', 'execute')::integer;
ROLLBACK;
