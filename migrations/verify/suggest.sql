-- Who serves requests may ask, and counts nothing by itself.
BEGIN;
SELECT place, category, token FROM hejie.import_row WHERE false;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.open_procedures(uuid[])', 'EXECUTE')::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.last_dealing(text, bigint[], uuid)', 'EXECUTE')::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.category_of(text, text)', 'EXECUTE')::integer;
SELECT 1 / has_function_privilege('hejie_app',
    'hejie.import_wish(uuid, text[], text[], bigint[])', 'EXECUTE')::integer;
ROLLBACK;
