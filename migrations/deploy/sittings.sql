-- Sittings, one row each, so that those that are none can be found: two at one
-- time by one mediator, a side that was not told, one text for several.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived.
CREATE TABLE hejie.sitting (
    stream      uuid    NOT NULL,
    no          integer NOT NULL,
    procedure   integer NOT NULL,
    body        uuid,
    mediators   text[]  NOT NULL,
    starts      timestamptz,
    ends        timestamptz,
    result      text,
    counts      text,
    one_side    boolean NOT NULL, -- a side was neither there nor told
    text_digest text,             -- keyed; null: no text
    logged_at   timestamptz,
    voided      boolean NOT NULL,
    CONSTRAINT sitting_pk PRIMARY KEY (stream, no)
);
CREATE INDEX sitting_starts ON hejie.sitting (starts);
CREATE INDEX sitting_text ON hejie.sitting (text_digest)
    WHERE text_digest IS NOT NULL;

ALTER TABLE hejie.sitting ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.sitting FORCE ROW LEVEL SECURITY;
CREATE POLICY sitting_seen ON hejie.sitting FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = sitting.stream AND a.until IS NULL
          AND a.capacity <> 'offered'
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
CREATE POLICY sitting_new ON hejie.sitting FOR INSERT TO hejie_append
    WITH CHECK ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY sitting_mine ON hejie.sitting FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY sitting_change ON hejie.sitting FOR UPDATE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY sitting_drop ON hejie.sitting FOR DELETE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY sitting_agent ON hejie.sitting FOR SELECT TO hejie_agent
    USING (true);
GRANT SELECT ON hejie.sitting TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.sitting TO hejie_append;

COMMIT;
