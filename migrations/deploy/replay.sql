-- The role that a replay reads history with.
--
-- It may read timelines of disputes of the county named in hejie.county (or of
-- all counties whose code begins so), the heads of these, of bodies, of the
-- calendar and of rule sets, and nothing else.  What is sealed stays sealed, and it has no right
-- to write anything, itself or by a function.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '60s';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hejie_replay') THEN
        CREATE ROLE hejie_replay LOGIN;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA hejie TO hejie_replay;
SET LOCAL ROLE hejie_owner;
SET LOCAL search_path = hejie;

-- (SELECT ...) makes the setting one look-up a statement; without it no row is
-- seen.
CREATE POLICY head_replay ON head FOR SELECT TO hejie_replay
    USING (kind IN ('organisation', 'calendar', 'rule_set')
           OR kind = 'dispute'
           AND starts_with(county, (SELECT nullif(
               current_setting('hejie.county', true), ''))));
-- OFFSET 0 keeps EXISTS one look into the index a row.
CREATE POLICY event_replay ON event FOR SELECT TO hejie_replay
    USING (EXISTS (SELECT FROM head h WHERE h.stream = event.stream
                   AND h.kind = 'dispute' OFFSET 0));
GRANT SELECT ON head, event TO hejie_replay;

COMMIT;
