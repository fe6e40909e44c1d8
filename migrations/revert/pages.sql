-- Take the function and the indexes away; nothing is lost.
BEGIN;
DROP FUNCTION hejie.handled;
DROP INDEX hejie.procedure_by_channel, hejie.procedure_by_phase,
    hejie.procedure_by_person, hejie.service_reach;
COMMIT;
