-- Erasing: an event that says so destroys keys, in its own transaction.
--
-- The event names the subjects; nothing is decided here.  What those keys
-- sealed, in events and in snapshots, is bytes that nobody reads again; no row
-- of the timeline is touched.  Workers are told, so that they forget what they
-- have opened.
--
-- Locks: a trigger on event, briefly.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- The parties that have this token in that county, in whatever dispute: for the
-- administrator who erases a person; it tells places, nothing of them.
CREATE FUNCTION hejie.find_identity(
    p_counties text[], p_tokens bigint[], p_most integer)
RETURNS TABLE (stream uuid, party integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT f.stream, f.party
      FROM unnest(p_counties, p_tokens) AS w(county, token)
     CROSS JOIN LATERAL (
           SELECT p.stream, p.party FROM hejie.party_index p
            WHERE p.county = w.county AND p.tokens @> ARRAY[w.token]
           OFFSET 0) f
     ORDER BY f.stream, f.party LIMIT p_most;
$$;
REVOKE ALL ON FUNCTION hejie.find_identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.find_identity TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
SET LOCAL ROLE hejie_owner;

-- Runs with the rights of who appends: row-level security leaves it the keys of
-- that stream alone.
CREATE FUNCTION hejie.event_erases() RETURNS trigger
LANGUAGE plpgsql SET search_path = hejie, pg_temp AS $$
BEGIN
    DELETE FROM hejie.subject_key k
     WHERE k.stream = NEW.stream
       AND k.subject IN (SELECT jsonb_array_elements_text(
               NEW.bytes::jsonb #> '{body,subjects}'));
    NOTIFY hejie_erased;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION hejie.event_erases FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.event_erases TO hejie_append;

CREATE TRIGGER event_erases AFTER INSERT ON hejie.event
    FOR EACH ROW WHEN (NEW.kind IN ('party_erased', 'texts_erased'))
    EXECUTE FUNCTION hejie.event_erases();

COMMIT;
