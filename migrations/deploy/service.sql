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

ALTER TABLE hejie.service ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.service FORCE ROW LEVEL SECURITY;
CREATE POLICY service_seen ON hejie.service FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = service.stream AND a.until IS NULL
          AND a.capacity <> 'offered'
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
CREATE POLICY service_new ON hejie.service FOR INSERT TO hejie_append
    WITH CHECK ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY service_mine ON hejie.service FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY service_change ON hejie.service FOR UPDATE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY service_drop ON hejie.service FOR DELETE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY service_agent ON hejie.service FOR SELECT TO hejie_agent
    USING (true);
GRANT SELECT ON hejie.service TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.service TO hejie_append;

COMMIT;
