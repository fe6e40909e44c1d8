-- Nothing is suggested any more; nothing else rests on it.
BEGIN;
DROP FUNCTION hejie.import_wish(uuid, text[], text[], bigint[]);
DROP FUNCTION hejie.category_of(text, text);
DROP FUNCTION hejie.last_dealing(text, bigint[], uuid);
DROP FUNCTION hejie.open_procedures(uuid[]);
DROP POLICY procedure_count ON hejie.procedure;
ALTER TABLE hejie.import_row DROP COLUMN place, DROP COLUMN category,
    DROP COLUMN token;
COMMIT;
