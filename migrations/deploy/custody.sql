-- Bundles of paper, one row each: whose, with whom, since when, what is
-- missing.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived.
CREATE TABLE hejie.bundle (
    stream    uuid    NOT NULL,
    no        integer NOT NULL,
    procedure integer,
    owner     uuid    NOT NULL,
    state     text    NOT NULL, -- whole: all is with the owner; out; lacking
    pieces    integer NOT NULL,
    pages     integer NOT NULL,
    since     date    NOT NULL, -- of the last piece that moved
    missing   text    NOT NULL, -- [{"piece", "pages", "with", "since"}]
    CONSTRAINT bundle_pk PRIMARY KEY (stream, no)
);

SELECT hejie.derived('bundle', false);

COMMIT;
