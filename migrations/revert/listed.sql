-- Take the table of lists away; it is made again from the events.
BEGIN;
DROP TABLE hejie.listed;
COMMIT;
