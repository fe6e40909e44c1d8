-- All five are there and usable.
BEGIN;
SELECT 1 / (count(*) = 5)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text IN ('hejie.petition_all',
       'hejie.petition_number', 'hejie.work_order_all', 'hejie.bundle_all',
       'hejie.sitting_held');
ROLLBACK;
