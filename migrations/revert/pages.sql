-- Take the function and the indexes away; nothing is lost.
BEGIN;
DROP FUNCTION hejie.handled;
DROP INDEX hejie.procedure_by_channel, hejie.procedure_by_phase,
    hejie.procedure_by_person, hejie.work_order_stage,
    hejie.work_order_holder, hejie.work_order_bounced, hejie.petition_act,
    hejie.service_reach, hejie.bundle_state;
COMMIT;
