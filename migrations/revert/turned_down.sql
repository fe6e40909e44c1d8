-- Take the table away; it is made again from the events.
BEGIN;
DROP TABLE hejie.turned_down;
COMMIT;
