-- They stand in the timelines.
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TABLE hejie.service;
COMMIT;
