-- Take the functions away; no data is lost.
BEGIN;
DROP FUNCTION hejie.accounts, hejie.drop_account, hejie.end_sessions;
COMMIT;
