-- Who of staff is away from when to when, and who stands in.
--
-- Locks: creates only.  Rewrites: nothing; no absence was entered before.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived from the streams of people; known, as they are, to everybody signed
-- in.  `last` before `first`: it was taken back.
CREATE TABLE hejie.absence (
    stream uuid    NOT NULL,  -- who is away
    no     integer NOT NULL,
    cover  uuid    NOT NULL,  -- who stands in
    first  date    NOT NULL,
    last   date    NOT NULL,
    CONSTRAINT absence_pk PRIMARY KEY (stream, no)
);
CREATE INDEX absence_by_cover ON hejie.absence (cover, last);

SELECT hejie.derived('absence', false);
DROP POLICY absence_seen ON hejie.absence;
CREATE POLICY absence_seen ON hejie.absence FOR SELECT TO hejie_app
    USING ((SELECT coalesce(current_setting('hejie.orgs', true), '') <> ''));

COMMIT;
