-- Deploy hejie:custody to pg
-- requires: outbox

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
CREATE INDEX bundle_open ON hejie.bundle (since, stream, no)
    WHERE state <> 'whole';

ALTER TABLE hejie.bundle ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.bundle FORCE ROW LEVEL SECURITY;
CREATE POLICY bundle_seen ON hejie.bundle FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = bundle.stream AND a.until IS NULL
          AND a.capacity <> 'offered'
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
CREATE POLICY bundle_new ON hejie.bundle FOR INSERT TO hejie_append
    WITH CHECK ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY bundle_mine ON hejie.bundle FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY bundle_change ON hejie.bundle FOR UPDATE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY bundle_drop ON hejie.bundle FOR DELETE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY bundle_agent ON hejie.bundle FOR SELECT TO hejie_agent
    USING (true);
GRANT SELECT ON hejie.bundle TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.bundle TO hejie_append;

COMMIT;
