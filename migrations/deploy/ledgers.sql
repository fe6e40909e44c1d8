-- What a body referred and what it was referred, by the day, for its book of
-- referrals.
--
-- Locks: writes to the table wait while its indexes are made.
-- Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX referral_made ON hejie.referral
    (from_body, offered_on, stream, no);
CREATE INDEX referral_got ON hejie.referral
    (to_body, offered_on, stream, no);

COMMIT;
