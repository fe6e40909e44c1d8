-- Take what the administrators' desks read away.
BEGIN;
DROP FUNCTION hejie.accounts_wanting, hejie.read_entries;
DROP INDEX hejie.read_log_at;
COMMIT;
