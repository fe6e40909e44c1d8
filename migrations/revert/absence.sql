-- Take the table of absences away; it is made again from the events.
BEGIN;
DROP TABLE hejie.absence;
COMMIT;
