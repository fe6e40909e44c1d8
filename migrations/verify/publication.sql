-- It can be asked, and counts.
BEGIN;
SELECT 1 / (hejie.running('000000') = 0)::integer;
SELECT 1 / (count(*) = 1)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text = 'hejie.head_running';
ROLLBACK;
