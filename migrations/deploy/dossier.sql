-- Files: what was sent, in sealed chunks, and which of it belongs to a dispute.
--
-- Chunks are not events and not derived from them; the event `attached` names
-- the upload and the SHA-256 of its sealed bytes.  Whoever has a part in the
-- dispute sends and reads; an open offer alone opens nothing here.  Sending the
-- same chunks twice is as good as once.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.upload (
    stream   uuid    NOT NULL,
    upload   uuid    NOT NULL,
    person   text    NOT NULL,  -- who sends it
    size     bigint  NOT NULL,  -- in all, before sealing
    received bigint  NOT NULL,  -- so far
    type     text    NOT NULL,  -- found by content
    digest   bytea,             -- of the sealed bytes, once they are whole
    begun    timestamptz NOT NULL,
    kept     boolean NOT NULL DEFAULT false, -- an attachment names it
    CONSTRAINT upload_pk PRIMARY KEY (stream, upload),
    CONSTRAINT upload_fits CHECK (received BETWEEN 0 AND size)
);
CREATE INDEX upload_open ON hejie.upload (begun) WHERE NOT kept;

CREATE TABLE hejie.upload_chunk (
    stream uuid    NOT NULL,
    upload uuid    NOT NULL,
    no     integer NOT NULL,    -- from 0, each of 256 KiB but the last
    bytes  bytea   NOT NULL,    -- sealed
    CONSTRAINT upload_chunk_pk PRIMARY KEY (stream, upload, no)
);
ALTER TABLE hejie.upload_chunk ALTER bytes SET STORAGE EXTERNAL;

-- Derived.
CREATE TABLE hejie.attachment (
    stream    uuid    NOT NULL,
    no        integer NOT NULL,
    procedure integer,
    party     integer,
    paper     text    NOT NULL,
    type      text    NOT NULL,
    size      bigint  NOT NULL,
    upload    uuid    NOT NULL,
    body      uuid    NOT NULL,
    attached_on date  NOT NULL,
    detached  boolean NOT NULL,
    seq       bigint  NOT NULL, -- of the event that attached it
    CONSTRAINT attachment_pk PRIMARY KEY (stream, no)
);

SELECT hejie.guard('upload'), hejie.guard('upload_chunk'),
    hejie.derived('attachment', false);
GRANT INSERT, UPDATE, DELETE ON hejie.upload, hejie.upload_chunk
    TO hejie_append;
-- hejie.uploads_sweep() looks for what nobody attached, in every dispute.
CREATE POLICY upload_old ON hejie.upload FOR SELECT TO hejie_append
    USING ((SELECT current_setting('hejie.writing', true)) = 'sweep');

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- May the bodies p_orgs put files into this dispute and read them?
CREATE FUNCTION hejie.files_open(p_orgs text, p_stream uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config('hejie.orgs', p_orgs, true);
    IF session_user <> 'hejie_agent' AND NOT EXISTS (SELECT FROM hejie.access a
            WHERE a.stream = p_stream AND a.until IS NULL
              AND a.capacity <> 'offered') THEN
        RETURN false;
    END IF;
    PERFORM set_config('hejie.writing', p_stream::text, true);
    RETURN true;
END
$$;

-- Where an upload stands, with the dispute's wrapped text key.  One row, unless
-- the reader has no part; `person` is NULL if nothing was sent yet.
CREATE FUNCTION hejie.upload_at(p_orgs text, p_stream uuid, p_upload uuid)
RETURNS TABLE (person text, size bigint, received bigint, type text,
    digest bytea, begun timestamptz, wrapped bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
BEGIN
    IF NOT hejie.files_open(p_orgs, p_stream) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT u.person, u.size, u.received, u.type, u.digest, u.begun,
               k.wrapped
          FROM (SELECT 1 FROM hejie.head h WHERE h.stream = p_stream
                   AND h.kind = 'dispute') one
          LEFT JOIN hejie.subject_key k
            ON k.stream = p_stream AND k.subject = 'text'
          LEFT JOIN hejie.upload u
            ON u.stream = p_stream AND u.upload = p_upload;
END
$$;

-- Put chunks that begin at byte p_first.  Returns how far it is then, or -1 if
-- they do not follow on what is there, -2 if too many wait to be attached, -3
-- if somebody else sends it or calls it another size, -4 if the key is there
-- now.
CREATE FUNCTION hejie.upload_put(p_orgs text, p_stream uuid, p_upload uuid,
    p_person text, p_size bigint, p_type text, p_first bigint, p_bytes bigint,
    p_no integer, p_chunks bytea[], p_key bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    u hejie.upload;
BEGIN
    IF NOT hejie.files_open(p_orgs, p_stream) THEN
        RETURN -3;
    END IF;
    -- One at a time in a dispute.
    PERFORM FROM hejie.head h WHERE h.stream = p_stream FOR UPDATE;
    IF p_key IS NOT NULL THEN
        IF EXISTS (SELECT FROM hejie.subject_key k
                WHERE k.stream = p_stream AND k.subject = 'text') THEN
            RETURN -4;
        END IF;
        INSERT INTO hejie.subject_key (stream, subject, wrapped)
        VALUES (p_stream, 'text', p_key);
    END IF;
    SELECT * INTO u FROM hejie.upload x
     WHERE x.stream = p_stream AND x.upload = p_upload;
    IF FOUND AND (u.person <> p_person OR u.size <> p_size) THEN
        RETURN -3;
    END IF;
    IF FOUND AND p_first < u.received THEN
        RETURN u.received;
    END IF;
    IF p_first <> coalesce(u.received, 0) THEN
        RETURN -1;
    END IF;
    IF u.person IS NULL THEN
        IF (SELECT count(*) FROM hejie.upload x
             WHERE x.stream = p_stream AND NOT x.kept
               AND NOT EXISTS (SELECT FROM hejie.attachment a
                    WHERE a.stream = x.stream AND a.upload = x.upload)) >= 20 THEN
            RETURN -2;
        END IF;
        INSERT INTO hejie.upload (stream, upload, person, size, received, type,
            begun)
        VALUES (p_stream, p_upload, p_person, p_size, 0, p_type,
            hejie.moment());
    END IF;
    INSERT INTO hejie.upload_chunk (stream, upload, no, bytes)
    SELECT p_stream, p_upload, p_no + c.n - 1, c.bytes
      FROM unnest(p_chunks) WITH ORDINALITY AS c(bytes, n);
    UPDATE hejie.upload x SET received = x.received + p_bytes
     WHERE x.stream = p_stream AND x.upload = p_upload;
    RETURN p_first + p_bytes;
END
$$;

-- All is there: what its sealed bytes digest to.  Told once.
CREATE FUNCTION hejie.upload_whole(p_orgs text, p_stream uuid, p_upload uuid,
    p_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
BEGIN
    IF NOT hejie.files_open(p_orgs, p_stream) THEN
        RETURN false;
    END IF;
    UPDATE hejie.upload x SET digest = p_digest
     WHERE x.stream = p_stream AND x.upload = p_upload
       AND x.received = x.size AND x.digest IS NULL;
    RETURN true;
END
$$;

-- Some chunks of an upload, in order.
CREATE FUNCTION hejie.upload_chunks(p_orgs text, p_stream uuid, p_upload uuid,
    p_first integer, p_most integer) RETURNS TABLE (no integer, bytes bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
BEGIN
    IF NOT hejie.files_open(p_orgs, p_stream) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT c.no, c.bytes FROM hejie.upload_chunk c
         WHERE c.stream = p_stream AND c.upload = p_upload
           AND c.no >= p_first AND c.no < p_first + p_most
         ORDER BY c.no;
END
$$;

-- What was begun a day before p_now and not attached goes; five minutes more,
-- so that none goes under a command that has just looked at it.
CREATE FUNCTION hejie.uploads_sweep(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    old  record;
    gone bigint := 0;
BEGIN
    PERFORM set_config('hejie.writing', 'sweep', true);
    FOR old IN SELECT array_agg(u.upload) AS uploads, u.stream
                 FROM (SELECT x.stream, x.upload FROM hejie.upload x
                        WHERE NOT x.kept
                          AND x.begun < p_now - interval '24 hours 5 minutes'
                        ORDER BY x.begun LIMIT 100) u
                GROUP BY u.stream LOOP
        PERFORM set_config('hejie.writing', old.stream::text, true);
        UPDATE hejie.upload x SET kept = true
         WHERE x.stream = old.stream AND x.upload = ANY (old.uploads)
           AND EXISTS (SELECT FROM hejie.attachment a
                WHERE a.stream = x.stream AND a.upload = x.upload);
        DELETE FROM hejie.upload_chunk c USING hejie.upload x
         WHERE x.stream = old.stream AND x.upload = ANY (old.uploads)
           AND NOT x.kept AND c.stream = x.stream AND c.upload = x.upload;
        DELETE FROM hejie.upload x
         WHERE x.stream = old.stream AND x.upload = ANY (old.uploads)
           AND NOT x.kept;
        IF FOUND THEN
            gone := gone + 1;
        END IF;
    END LOOP;
    RETURN gone;
END
$$;

REVOKE ALL ON FUNCTION hejie.files_open, hejie.upload_at, hejie.upload_put,
    hejie.upload_whole, hejie.upload_chunks, hejie.uploads_sweep FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.upload_at, hejie.upload_put,
    hejie.upload_whole, hejie.upload_chunks TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.upload_at, hejie.uploads_sweep TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
