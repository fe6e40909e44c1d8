-- They are there and usable.
BEGIN;
SELECT * FROM hejie.handled() WHERE false;
SELECT 1 / (count(*) = 9)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text = ANY (ARRAY[
       'hejie.procedure_by_channel', 'hejie.procedure_by_phase',
       'hejie.procedure_by_person', 'hejie.work_order_stage',
       'hejie.work_order_holder', 'hejie.work_order_bounced',
       'hejie.petition_act', 'hejie.service_reach', 'hejie.bundle_state']);
ROLLBACK;
