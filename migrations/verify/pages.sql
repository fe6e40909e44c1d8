-- They are there and usable.
BEGIN;
SELECT * FROM hejie.handled() WHERE false;
SELECT * FROM hejie.teams() t(team)
 CROSS JOIN hejie.team_work(t.team, 'infinity', 1) WHERE false;
SELECT 1 / (count(*) = 5)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text = ANY (ARRAY[
       'hejie.procedure_by_channel', 'hejie.procedure_by_phase',
       'hejie.procedure_by_person', 'hejie.procedure_by_team', 'hejie.service_reach']);
ROLLBACK;
