-- The role is there, reads two tables and writes none.
BEGIN;
SELECT 1 / (count(*) = 2)::integer FROM pg_class c
 WHERE relnamespace = 'hejie'::regnamespace AND relkind IN ('r', 'p')
   AND has_table_privilege('hejie_replay', c.oid, 'SELECT');
SELECT 1 / (count(*) = 0)::integer FROM pg_class c
 WHERE relnamespace = 'hejie'::regnamespace AND relkind IN ('r', 'p')
   AND has_table_privilege('hejie_replay', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE');
ROLLBACK;
