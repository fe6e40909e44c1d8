-- Nobody is told any more; nothing is lost.
BEGIN;
DROP TRIGGER session_over ON hejie.session;
DROP TRIGGER api_key_over ON hejie.api_key;
DROP FUNCTION hejie.tell_sessions;
DROP FUNCTION hejie.changes;
REVOKE EXECUTE ON FUNCTION hejie.log_size FROM hejie_app;
COMMIT;
