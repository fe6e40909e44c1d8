-- Signed checkpoints of the log, and inner nodes of its tree for proofs.
--
-- A checkpoint is what the log was at one size, as a text that was signed
-- (lib/integrity/checkpoint.h).  Rows are only added, each larger than the one
-- before; what it takes to go on from there is kept beside it.  Nodes are the
-- roots of complete trees of 2^8 and 2^16 leaves, so that a proof reads some
-- hundred rows of a log of any size.
--
-- Locks: creates only; one function is replaced.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.checkpoint (
    size     bigint      NOT NULL,  -- leaves it covers
    epoch    integer     NOT NULL,  -- of the database, when it was signed
    at       timestamptz NOT NULL,
    root     bytea       NOT NULL,
    frontier bytea       NOT NULL,  -- complete trees, the largest first
    note     text        NOT NULL,  -- as signed
    verifier text        NOT NULL,  -- key; to be had from elsewhere too
    CONSTRAINT checkpoint_pk PRIMARY KEY (size),
    CONSTRAINT checkpoint_size CHECK (size > 0),
    CONSTRAINT checkpoint_root_size CHECK (octet_length(root) = 32)
);

CREATE TABLE hejie.log_node (
    level integer NOT NULL,  -- the root of 2^level leaves
    index bigint  NOT NULL,  -- from leaf index * 2^level on
    hash  bytea   NOT NULL,
    CONSTRAINT log_node_pk PRIMARY KEY (level, index)
);

CREATE FUNCTION hejie.checkpoint_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'checkpoints are append-only'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER checkpoint_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON hejie.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION hejie.checkpoint_refuse_change();
CREATE TRIGGER log_node_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON hejie.log_node
    FOR EACH STATEMENT EXECUTE FUNCTION hejie.checkpoint_refuse_change();

GRANT SELECT ON hejie.checkpoint, hejie.log_node TO hejie_agent, hejie_append;
GRANT INSERT ON hejie.checkpoint, hejie.log_node TO hejie_append;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- Keep a checkpoint that goes on from the one of p_old leaves (0: none).  False
-- if another one was faster.
CREATE FUNCTION hejie.add_checkpoint(p_old bigint, p_size bigint,
    p_epoch integer, p_root bytea, p_frontier bytea, p_note text,
    p_verifier text, p_levels bigint[], p_indexes bigint[], p_hashes bytea[])
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(4853460) THEN
        RETURN false;
    END IF;
    IF coalesce((SELECT max(c.size) FROM hejie.checkpoint c), 0) <> p_old
       OR p_size <= p_old OR p_size > hejie.log_size()
       OR p_epoch <> (SELECT n.epoch FROM hejie.nature n) THEN
        RETURN false;
    END IF;
    INSERT INTO hejie.checkpoint
    VALUES (p_size, p_epoch, hejie.moment(), p_root, p_frontier, p_note,
            p_verifier);
    INSERT INTO hejie.log_node (level, index, hash)
    SELECT * FROM unnest(p_levels, p_indexes, p_hashes);
    RETURN true;
END
$$;

-- Checkpoints below p_before leaves, the largest first, for whoever is in.
CREATE FUNCTION hejie.checkpoints(p_before bigint, p_most integer)
RETURNS TABLE (size bigint, epoch integer, at timestamptz, note text,
               verifier text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT c.size, c.epoch, c.at, c.note, c.verifier
      FROM hejie.checkpoint c
     WHERE c.size < p_before
       AND coalesce(current_setting('hejie.orgs', true), '') <> ''
     ORDER BY c.size DESC LIMIT p_most;
$$;

-- The place of an event in the log, with its leaf.
CREATE FUNCTION hejie.log_position(p_stream uuid, p_seq bigint)
RETURNS TABLE ("position" bigint, leaf bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT l.position, l.leaf FROM hejie.log l
     WHERE l.stream = p_stream AND l.seq = p_seq
       AND coalesce(current_setting('hejie.orgs', true), '') <> '';
$$;

-- For each span of leaves, complete trees that make it up, from the left.  A
-- span begins at a multiple of the power of two that it fits into.
CREATE FUNCTION hejie.log_spans(p_from bigint[], p_to bigint[])
RETURNS TABLE (n bigint, level integer, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH asked AS (
        SELECT s.n, s.f, s.t,
               CASE WHEN (s.f + 65535) >> 16 < s.t >> 16
                    THEN s.t >> 16 << 16 ELSE s.f END AS big
          FROM unnest(p_from, p_to) WITH ORDINALITY AS s(f, t, n)
         WHERE coalesce(current_setting('hejie.orgs', true), '') <> ''),
    span AS (
        SELECT a.*, CASE WHEN (a.big + 255) >> 8 < a.t >> 8
                         THEN a.t >> 8 << 8 ELSE a.big END AS small
          FROM asked a)
    SELECT q.n, q.level, q.hash
      FROM (SELECT s.n, x.level, x.index << 16 AS at, x.hash
              FROM span s JOIN hejie.log_node x ON x.level = 16
               AND x.index >= (s.f + 65535) >> 16 AND x.index < s.t >> 16
            UNION ALL
            SELECT s.n, x.level, x.index << 8, x.hash
              FROM span s JOIN hejie.log_node x ON x.level = 8
               AND x.index >= (s.big + 255) >> 8 AND x.index < s.t >> 8
            UNION ALL
            SELECT s.n, 0, l.position, l.leaf
              FROM span s JOIN hejie.log l
                ON l.position >= s.small AND l.position < s.t) q
     ORDER BY q.n, q.at;
$$;

REVOKE ALL ON FUNCTION hejie.add_checkpoint, hejie.checkpoints,
    hejie.log_position, hejie.log_spans FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.add_checkpoint TO hejie_agent;
GRANT EXECUTE ON FUNCTION hejie.checkpoints, hejie.log_position,
    hejie.log_spans TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
