-- What is to be served, by which way: the lists of calls, visits, letters and
-- what is handed out at the counter.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- One row a notice (derived).
CREATE TABLE hejie.service (
    stream        uuid    NOT NULL,
    no            integer NOT NULL,
    kind          text    NOT NULL,
    state         text    NOT NULL,
    procedure     integer,
    body          uuid,             -- who has to serve it
    reach         text,             -- the way it takes; null: none is left
    attempt       integer NOT NULL,
    tried         text,             -- the means of the last result
    owed_on       date    NOT NULL,
    done_on       date,
    holds_a_limit boolean NOT NULL, -- a limit does not run until it is served
    party         integer,
    subject       text,             -- whose key seals what is below
    name          text,
    place         text,
    times         text,
    language      text,
    CONSTRAINT service_pk PRIMARY KEY (stream, no)
);
CREATE INDEX service_open ON hejie.service (body, owed_on, stream, no)
    WHERE state IN ('owed', 'returned');

SELECT hejie.derived('service', false);

COMMIT;
