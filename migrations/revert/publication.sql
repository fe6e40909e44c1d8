-- Take the function, its policy and the index away; nothing is lost.
BEGIN;
DROP FUNCTION hejie.running;
DROP POLICY head_counted ON hejie.head;
DROP INDEX hejie.head_running;
COMMIT;
