-- Take the table of draws away; it is made again from the events.
BEGIN;
DROP TABLE hejie.draw;
COMMIT;
