-- Readers see where matters came from through a policy; the indexes are usable.
BEGIN;
SELECT stream, source FROM hejie.origin WHERE false;
SELECT kind, tier FROM hejie.body_kind WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.origin'::regclass)::integer;
SELECT 1 / (count(*) = 3)::integer FROM pg_index
 WHERE indisvalid AND indexrelid IN ('hejie.procedure_opened'::regclass,
       'hejie.procedure_of_body'::regclass, 'hejie.clock_over'::regclass);
ROLLBACK;
