-- Take the table of moves away; it is made again from the events.
BEGIN;
DROP TABLE hejie.moved;
COMMIT;
