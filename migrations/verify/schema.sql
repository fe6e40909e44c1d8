-- Every table is there and guarded.
BEGIN;
SELECT 1 / (count(*) = 9)::integer FROM pg_class
 WHERE relnamespace = 'hejie'::regnamespace AND relrowsecurity
   AND relforcerowsecurity;
ROLLBACK;
