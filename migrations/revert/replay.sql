BEGIN;

-- The role stays: it belongs to the cluster, and another database may use it.
SET LOCAL search_path = hejie;
DROP POLICY event_replay ON event;
DROP POLICY head_replay ON head;
REVOKE ALL ON head, event FROM hejie_replay;
REVOKE USAGE ON SCHEMA hejie FROM hejie_replay;

COMMIT;
