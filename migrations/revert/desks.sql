-- Take the index away; nothing is lost.
BEGIN;
DROP INDEX hejie.referral_outbox;
COMMIT;
