-- Take away what file review reads; findings are made again from the events.
BEGIN;
DROP FUNCTION hejie.closed_procedures;
DROP INDEX hejie.procedure_closed;
DROP TABLE hejie.finding;
COMMIT;
