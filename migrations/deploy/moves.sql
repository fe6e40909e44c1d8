-- Who of staff left a body for another, and until when he was of it.
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` finds nothing of
-- changes of post that were entered before.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived from the streams of people; known, as they are, to everybody signed
-- in.
CREATE TABLE hejie.moved (
    stream uuid    NOT NULL,  -- who
    no     integer NOT NULL,
    org    uuid    NOT NULL,
    until  date    NOT NULL,
    CONSTRAINT moved_pk PRIMARY KEY (stream, no)
);

SELECT hejie.derived('moved', false);
DROP POLICY moved_seen ON hejie.moved;
CREATE POLICY moved_seen ON hejie.moved FOR SELECT TO hejie_app
    USING ((SELECT coalesce(current_setting('hejie.orgs', true), '') <> ''));

COMMIT;
