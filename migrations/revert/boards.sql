-- Take table and indexes away; they are made again from events.
BEGIN;
DROP INDEX hejie.sitting_held;
DROP FUNCTION hejie.bodies;
DROP TABLE hejie.board;
COMMIT;
