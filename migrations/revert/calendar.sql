-- Revert hejie:calendar from pg
BEGIN;

SET LOCAL lock_timeout = '5s';
DROP FUNCTION hejie.calendar_next, hejie.calendar_seen, hejie.legal_day;
DROP POLICY clock_in_order ON hejie.clock;
DROP TABLE hejie.calendar_sweep;
DROP INDEX hejie.clock_running;

COMMIT;
