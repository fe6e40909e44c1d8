-- What the bench adds to a database of its own; the shipped schema has none of
-- it.
--
-- bench.append is hejie.append itself, text for text, but for the version it
-- asks for: it takes whatever version and hash the stream has.  So a load
-- generator needs no state, and pays for everything else.  The title it is given
-- is another stream's and would not open there: the stream keeps its own.

BEGIN;

CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO hejie_app;
GRANT CREATE ON SCHEMA bench TO hejie_append;

-- The stream of dispute n (tests/bench/life.c).
CREATE FUNCTION bench.id(n bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(substr(sha256(('grow/1/' || n)::bytea), 1, 16), 'hex')::uuid;

DO $$
DECLARE
    source text := pg_get_functiondef('hejie.append'::regproc);
    place  constant text := '    -- 4. version, hash, clock';
    title  constant text := 'title = p_title,';
BEGIN
    IF position(place IN source) = 0 OR position(title IN source) = 0 THEN
        RAISE EXCEPTION 'hejie.append has no step 4, or sets no title any more';
    END IF;
    source := replace(source, 'FUNCTION hejie.append(',
        'FUNCTION bench.append(');
    source := replace(source, place,
        '    p_version := h.version; p_hash := h.hash;');
    source := replace(source, title, 'title = t.title,');
    SET LOCAL ROLE hejie_append;
    EXECUTE source;
    RESET ROLE;
END
$$;
REVOKE ALL ON FUNCTION bench.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bench.append TO hejie_app;
REVOKE CREATE ON SCHEMA bench FROM hejie_append;

COMMIT;
