-- What somebody has begun to write, kept for him: one row a form and matter,
-- sealed in the browser with his own key, for fourteen days.  No events; not
-- rebuilt.
--
-- The rules are those of the change "auth": only functions of hejie_append get
-- at the rows.
--
-- Locks: event, briefly.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.draft (
    person uuid        NOT NULL,
    form   text        NOT NULL,
    matter text        NOT NULL,  -- id of what it is about, or "new"
    box    text        NOT NULL,  -- server/web/src/seal.ts
    kept   timestamptz NOT NULL,
    CONSTRAINT draft_pk PRIMARY KEY (person, form, matter),
    CONSTRAINT draft_account FOREIGN KEY (person)
        REFERENCES hejie.credential ON DELETE CASCADE,
    CONSTRAINT draft_form CHECK (form ~ '^[A-Za-z][A-Za-z0-9-]{0,63}$'),
    CONSTRAINT draft_matter CHECK (matter ~ '^[a-z0-9]{1,32}$'),
    CONSTRAINT draft_box_size CHECK (length(box) <= 65536)
);
CREATE INDEX draft_by_time ON hejie.draft (kept);
CREATE INDEX draft_by_matter ON hejie.draft (matter);
GRANT SELECT, INSERT, UPDATE, DELETE ON hejie.draft TO hejie_append;

-- Somebody or something in a dispute was erased, and what was begun about it may
-- say the same once more.
CREATE FUNCTION hejie.erased_drafts() RETURNS trigger
LANGUAGE plpgsql SET search_path = hejie, pg_temp AS $$
BEGIN
    DELETE FROM hejie.draft d
     WHERE d.matter = replace(NEW.stream::text, '-', '');
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION hejie.erased_drafts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.erased_drafts TO hejie_append;
CREATE TRIGGER erased_drafts AFTER INSERT ON hejie.event
    FOR EACH ROW WHEN (NEW.kind IN ('party_erased', 'texts_erased'))
    EXECUTE FUNCTION hejie.erased_drafts();

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Keep one in place of the one before; of a person the newest hundred stay.
CREATE FUNCTION hejie.draft_keep(p_person uuid, p_form text, p_matter text,
    p_box text, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.draft VALUES (p_person, p_form, p_matter, p_box, p_now)
    ON CONFLICT (person, form, matter) DO UPDATE
        SET box = excluded.box, kept = excluded.kept;
    DELETE FROM hejie.draft d
     WHERE d.person = p_person
       AND (d.form, d.matter) IN (
           SELECT o.form, o.matter FROM hejie.draft o
            WHERE o.person = p_person
            ORDER BY o.kept DESC, o.form, o.matter OFFSET 100);
$$;

CREATE FUNCTION hejie.draft_of(p_person uuid, p_form text, p_matter text,
    p_now timestamptz) RETURNS TABLE (box text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT d.box FROM hejie.draft d
     WHERE d.person = p_person AND d.form = p_form AND d.matter = p_matter
       AND d.kept > p_now - interval '14 days';
$$;

-- It was sent, or is not wanted.
CREATE FUNCTION hejie.draft_drop(p_person uuid, p_form text, p_matter text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    DELETE FROM hejie.draft d
     WHERE d.person = p_person AND d.form = p_form AND d.matter = p_matter;
$$;

-- Those that nobody came back to; how many went.
CREATE FUNCTION hejie.drafts_sweep(p_now timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.draft
         WHERE kept <= p_now - interval '14 days' RETURNING 1)
    SELECT count(*) FROM gone;
$$;

REVOKE ALL ON FUNCTION hejie.draft_keep, hejie.draft_of, hejie.draft_drop,
    hejie.drafts_sweep FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.draft_keep, hejie.draft_of, hejie.draft_drop
    TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.drafts_sweep TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
