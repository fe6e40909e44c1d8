-- Take the function and the indexes away; nothing is lost.
BEGIN;
DROP FUNCTION hejie.handled, hejie.teams, hejie.team_work,
    hejie.reading_body;
DROP INDEX hejie.procedure_by_channel, hejie.procedure_by_phase,
    hejie.procedure_by_person, hejie.procedure_by_team, hejie.service_reach;
COMMIT;
