-- What a body has offered to others and nobody has answered, for its outbox.
--
-- Locks: writes to the table wait while its index is made.
-- Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX referral_outbox ON hejie.referral
    (from_body, offered_on, stream, no) WHERE state = 'offered';

COMMIT;
