-- The board is there and guarded; the colours are data.
BEGIN;
SELECT 1 / count(*) FROM pg_class
 WHERE oid = 'hejie.work_order'::regclass AND relrowsecurity
   AND relforcerowsecurity;
SELECT 1 / (count(*) = 4)::integer FROM hejie.clock_colour;
ROLLBACK;
