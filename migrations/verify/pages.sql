-- They are there and usable.
BEGIN;
SELECT * FROM hejie.handled() WHERE false;
SELECT 1 / (count(*) = 4)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text = ANY (ARRAY[
       'hejie.procedure_by_channel', 'hejie.procedure_by_phase',
       'hejie.procedure_by_person', 'hejie.service_reach']);
ROLLBACK;
