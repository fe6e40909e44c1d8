-- Take the dispatch board away; the orders themselves stand in the timeline.
BEGIN;
SET LOCAL lock_timeout = '5s';
DROP FUNCTION hejie.ownerless;
DROP TABLE hejie.work_order, hejie.clock_colour;
COMMIT;
