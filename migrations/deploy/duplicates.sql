-- What is looked for when a matter is registered: has it been, and where?
--
-- text_index holds the bands of title and facts (lib/integrity/bands.h), under
-- the county's key: alike texts share some, nothing else shows.  Two functions
-- look in it and in party_index: one among the disputes of the reader, and one
-- among those of others, which tells a body and no dispute.
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` fills the rows of
-- disputes that are there already.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived by opening; a text whose key is gone has no bands.
CREATE TABLE hejie.text_index (
    stream uuid     NOT NULL,
    part   text     NOT NULL, -- title, facts
    county text     NOT NULL,
    bands  bigint[] NOT NULL,
    CONSTRAINT text_index_pk PRIMARY KEY (stream, part)
);
CREATE INDEX text_index_bands ON hejie.text_index USING gin (bands);

SELECT hejie.derived('text_index', false);
-- Like party_index_find: the functions below look among all.
CREATE POLICY text_index_find ON hejie.text_index FOR SELECT TO hejie_append
    USING (true);

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- The disputes of the reader that have something in common with what is asked,
-- the most first.  A token at a place of the arrays: its county, what it is of
-- (1 identity number, 2 telephone, 3 name, 4 a part of a name, 5 text).
CREATE FUNCTION hejie.find_alike(p_counties text[], p_what integer[],
    p_tokens bigint[], p_most integer)
RETURNS TABLE (stream uuid, weight bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    WITH wanted AS MATERIALIZED (
        SELECT w.county, w.what, w.token
          FROM unnest(p_counties, p_what, p_tokens) AS w(county, what, token)),
    hit AS MATERIALIZED (
        SELECT f.stream, w.what
          FROM wanted w
         CROSS JOIN LATERAL (
               SELECT p.stream FROM hejie.party_index p
                WHERE p.county = w.county AND p.tokens @> ARRAY[w.token]
               OFFSET 0) f
         WHERE w.what < 5
        UNION ALL
        SELECT f.stream, w.what
          FROM wanted w
         CROSS JOIN LATERAL (
               SELECT x.stream FROM hejie.text_index x
                WHERE x.county = w.county AND x.bands @> ARRAY[w.token]
               OFFSET 0) f
         WHERE w.what = 5),
    weighed AS MATERIALIZED (
        SELECT h.stream,
               sum((ARRAY[16, 12, 10, 1, 2])[h.what]) AS weight
          FROM hit h GROUP BY h.stream)
    SELECT t.stream, t.weight
      FROM weighed t
     WHERE t.weight > 1 -- one part of one name is no likeness
       AND EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = t.stream AND a.until IS NULL
                      AND a.capacity <> 'offered')
     ORDER BY t.weight DESC, t.stream
     LIMIT p_most
$$;

-- The bodies that have a dispute in which the reader has no part, and in which
-- are two of the people asked for, as two parties, one of them by identity
-- number or telephone: who asks knows both sides.  A dispute that is kept from
-- an accused organ is told to nobody.  Tokens as above, with the number of the
-- party they are of.  The body that handles it, or did last, or else registered
-- it; `channel` of the former.  `final`: a petition in it was decided for good.
CREATE FUNCTION hejie.find_elsewhere(p_orgs text, p_county text,
    p_asked integer[], p_what integer[], p_tokens bigint[])
RETURNS TABLE (stream uuid, body uuid, channel text, final boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    s uuid;
BEGIN
    PERFORM set_config('hejie.orgs', p_orgs, true);
    FOR s IN
        SELECT f.stream
          FROM unnest(p_asked, p_what, p_tokens) AS w(asked, what, token)
         CROSS JOIN LATERAL (
               SELECT p.stream, p.party FROM hejie.party_index p
                WHERE p.county = p_county AND p.tokens @> ARRAY[w.token]
               OFFSET 0) f
         WHERE w.what < 4
           AND NOT EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = f.stream AND a.until IS NULL
                  AND a.capacity <> 'offered')
         GROUP BY f.stream
        HAVING count(DISTINCT w.asked) > 1 AND count(DISTINCT f.party) > 1
           AND min(w.what) < 3
         ORDER BY f.stream
         LIMIT 50
    LOOP
        PERFORM set_config('hejie.writing', s::text, true);
        RETURN QUERY
            SELECT s, coalesce(p.body, r.body), p.channel,
                   EXISTS (SELECT FROM hejie.petition x
                            WHERE x.stream = s AND x.ended IN ('final', 'legal'))
              FROM hejie.access r
              LEFT JOIN hejie.procedure p
                ON p.stream = s AND p.body IS NOT NULL
               AND (p.phase IN ('opened', 'accepted', 'mediating', 'settled')
                    OR NOT EXISTS (SELECT FROM hejie.procedure o
                        WHERE o.stream = s AND o.body IS NOT NULL
                          AND (o.no > p.no OR o.phase IN ('opened', 'accepted',
                              'mediating', 'settled'))))
             WHERE r.stream = s AND r.capacity = 'registrar'
               AND NOT EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = s AND a.barred IS NOT NULL)
             ORDER BY p.no;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION hejie.find_alike, hejie.find_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.find_alike, hejie.find_elsewhere TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
