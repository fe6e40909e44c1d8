-- What a suggestion of a body rests on: how much each has open, and who dealt
-- with the same people last; what is known of the rows of a list.
--
-- Locks: two columns and a policy.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

ALTER TABLE hejie.import_row
    ADD COLUMN place    text,    -- division code
    ADD COLUMN category text,    -- MoJ code, or a plain word
    ADD COLUMN token    bigint;  -- of whom the row speaks

-- The count of what a body has open is no secret among bodies; no function of
-- hejie_append shows more of a procedure that is not its reader's.
CREATE POLICY procedure_count ON hejie.procedure FOR SELECT TO hejie_append
    USING (true);

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

CREATE FUNCTION hejie.open_procedures(p_bodies uuid[])
RETURNS TABLE (body uuid, open bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT p.body, count(*) FROM hejie.procedure p
     WHERE p.body = ANY (p_bodies)
       AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
     GROUP BY p.body
$$;

-- Who handled the last dispute of the reader's in which somebody has all of
-- the tokens.
CREATE FUNCTION hejie.last_dealing(
    p_county text, p_tokens bigint[], p_without uuid)
RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = hejie, pg_temp
SET hejie.writing = ''
AS $$
    SELECT d.body
      FROM hejie.party_index p
      JOIN hejie.procedure d ON d.stream = p.stream
     WHERE p.county = p_county AND p.tokens @> p_tokens
       AND p.stream IS DISTINCT FROM p_without
       AND d.body IS NOT NULL
       AND d.channel IN ('people', 'administrative', 'assigned', 'entrusted')
       AND EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = p.stream AND a.until IS NULL
                      AND a.capacity <> 'offered')
     ORDER BY d.opened_on DESC NULLS LAST, d.stream DESC, d.no DESC
     LIMIT 1
$$;

-- The category a plain word stands for in a county; NULL: it is no such word.
CREATE FUNCTION hejie.category_of(p_county text, p_word text) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(
        (SELECT w ->> 'category_moj'
           FROM hejie.head h,
                json_array_elements(h.snapshot::json -> 'county') c,
                json_array_elements(c -> 'words') w
          WHERE h.kind = 'site' AND c ->> 'county' = p_county
            AND w ->> 'word' = p_word LIMIT 1),
        (SELECT w.cat_moj FROM hejie.word w
          WHERE w.county = '' AND w.word = p_word))
$$;

-- What is known of the rows of a list, in their order.
CREATE FUNCTION hejie.import_wish(p_import uuid, p_place text[],
    p_category text[], p_token bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.import_row r
       SET place = w.place, category = w.category, token = nullif(w.token, 0)
      FROM unnest(p_place, p_category, p_token) WITH ORDINALITY
           AS w(place, category, token, no)
     WHERE r.import = p_import AND r.no = w.no
$$;

REVOKE ALL ON FUNCTION hejie.open_procedures, hejie.last_dealing,
    hejie.category_of, hejie.import_wish FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.open_procedures, hejie.last_dealing,
    hejie.category_of, hejie.import_wish TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
