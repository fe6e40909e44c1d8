-- The tables are there.
BEGIN;
SELECT code, parent, level, name, pseudo, latin FROM hejie.division WHERE false;
SELECT code_set, code, zh FROM hejie.category WHERE false;
SELECT county, ord, word FROM hejie.word WHERE false;
ROLLBACK;
