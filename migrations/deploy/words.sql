-- Matters are found by words of their title: text_index has the values of its
-- bigrams as the part "words".
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` fills the rows of
-- disputes that are there.

BEGIN;

SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- The disputes in which the reader has part and whose titles have all of the
-- tokens.  A county at a place of the arrays; tokens are written as "{1,2}".
CREATE FUNCTION hejie.find_titles(p_counties text[], p_every text[])
RETURNS TABLE (stream uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    WITH hit AS MATERIALIZED (
        SELECT f.stream
          FROM unnest(p_counties, p_every) AS w(county, every)
         CROSS JOIN LATERAL (
               SELECT x.stream FROM hejie.text_index x
                WHERE x.part = 'words' AND x.county = w.county
                  AND x.bands @> w.every::bigint[]
               OFFSET 0) f)
    SELECT t.stream
      FROM hit t
     WHERE EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = t.stream AND a.until IS NULL
                      AND a.capacity <> 'offered')
$$;
REVOKE ALL ON FUNCTION hejie.find_titles FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.find_titles TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
