-- Take the indexes away; nothing is lost.
BEGIN;
DROP INDEX hejie.referral_made, hejie.referral_got;
COMMIT;
