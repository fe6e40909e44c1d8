-- Offers that nobody took and that their sender has to make anew.
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` fills it for the
-- disputes that are there.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived; a row goes when another offer was made, or the dispute is closed.
CREATE TABLE hejie.turned_down (
    stream     uuid    NOT NULL,
    no         integer NOT NULL, -- of the referral
    state      text    NOT NULL, -- lapsed, refused
    from_body  uuid    NOT NULL,
    offered_on date    NOT NULL,
    CONSTRAINT turned_down_pk PRIMARY KEY (stream, no)
);
CREATE INDEX turned_down_of ON hejie.turned_down
    (from_body, offered_on, stream, no);

SELECT hejie.derived('turned_down', true);

COMMIT;
