-- Draws of counsel that wait for a checkpoint, and those that are over.
--
-- A draw is frozen by one event and concluded after the first checkpoint that
-- covers it (lib/commands/legal_aid/draw.h): the agents look here for what
-- waits, readers for what was drawn.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- One row a draw (derived).
CREATE TABLE hejie.draw (
    stream    uuid    NOT NULL,
    no        bigint  NOT NULL,
    procedure integer NOT NULL,
    seq       bigint  NOT NULL,  -- of the event that froze it
    county    text    NOT NULL,
    state     text    NOT NULL,  -- frozen, concluded, dropped
    CONSTRAINT draw_pk PRIMARY KEY (stream, no)
);
CREATE INDEX draw_waits ON hejie.draw (stream, no) WHERE state = 'frozen';

ALTER TABLE hejie.draw ENABLE ROW LEVEL SECURITY;
ALTER TABLE hejie.draw FORCE ROW LEVEL SECURITY;
CREATE POLICY draw_seen ON hejie.draw FOR SELECT TO hejie_app
    USING (EXISTS (SELECT FROM hejie.access a
        WHERE a.stream = draw.stream AND a.until IS NULL
          AND a.body = ANY (coalesce((SELECT string_to_array(
              current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        OFFSET 0));
CREATE POLICY draw_new ON hejie.draw FOR INSERT TO hejie_append
    WITH CHECK ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY draw_mine ON hejie.draw FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY draw_change ON hejie.draw FOR UPDATE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY draw_drop ON hejie.draw FOR DELETE TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = stream::text);
CREATE POLICY draw_agent ON hejie.draw FOR SELECT TO hejie_agent USING (true);
GRANT SELECT ON hejie.draw TO hejie_app, hejie_append, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.draw TO hejie_append;

COMMIT;
