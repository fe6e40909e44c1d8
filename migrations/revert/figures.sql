-- Take tables and indexes away; they are made again from events and files.
BEGIN;
DROP INDEX hejie.procedure_opened, hejie.procedure_of_body, hejie.clock_over;
DROP TABLE hejie.origin, hejie.body_kind;
COMMIT;
