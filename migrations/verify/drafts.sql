-- Drafts are got at through functions, and no role reads the rows.
BEGIN;
SELECT person, form, matter, box, kept FROM hejie.draft WHERE false;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.draft', 'select'))::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.draft_keep(uuid, text, text, text, timestamptz)', 'execute')::integer;
ROLLBACK;
