-- Nothing is erased any more; what was stays so.
BEGIN;
DROP TRIGGER event_erases ON hejie.event;
DROP FUNCTION hejie.event_erases, hejie.find_identity;
COMMIT;
