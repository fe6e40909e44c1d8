-- Messages that leave the house: one row for each attempt at a notice that goes
-- by a gateway, written in the transaction that put the notice on that way.
--
-- Which messages there are follows from the events (the trigger asks the
-- derived row); how far each came does not, and is not rebuilt.
--
-- Locks: a trigger on service.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.outbox (
    stream   uuid        NOT NULL,
    no       integer     NOT NULL,
    attempt  integer     NOT NULL,
    state    text        NOT NULL DEFAULT 'waiting', -- sent, dropped, dead
    tries    integer     NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    queued   timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended    timestamptz,
    CONSTRAINT outbox_pk PRIMARY KEY (stream, no, attempt)
);
CREATE INDEX outbox_waits ON hejie.outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON hejie.outbox (queued) WHERE state = 'dead';
GRANT SELECT ON hejie.outbox TO hejie_append, hejie_agent;
GRANT INSERT, UPDATE ON hejie.outbox TO hejie_append;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

CREATE FUNCTION hejie.queue_message() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO hejie.outbox (stream, no, attempt)
    VALUES (NEW.stream, NEW.no, NEW.attempt)
    ON CONFLICT (stream, no, attempt) DO NOTHING;
    RETURN NULL;
END
$$;

-- What is to be sent now; nobody else gets it while the lease runs.
CREATE FUNCTION hejie.claim_messages(p_most integer, p_lease interval)
RETURNS TABLE (stream uuid, no integer, attempt integer, tries integer)
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.outbox o
       SET next_at = clock_timestamp() + p_lease, tries = o.tries + 1
      FROM (SELECT c.stream, c.no, c.attempt FROM hejie.outbox c
             WHERE c.state = 'waiting' AND c.next_at <= clock_timestamp()
             ORDER BY c.next_at LIMIT p_most
               FOR UPDATE SKIP LOCKED) c
     WHERE (o.stream, o.no, o.attempt) = (c.stream, c.no, c.attempt)
    RETURNING o.stream, o.no, o.attempt, o.tries;
$$;

-- What became of a claimed one: its state from now on, and if it still waits,
-- after how long it is tried again.
CREATE FUNCTION hejie.finish_message(p_stream uuid, p_no integer,
    p_attempt integer, p_state text, p_wait_s integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.outbox
       SET state = p_state,
           next_at = clock_timestamp() + p_wait_s * interval '1 s',
           ended = CASE WHEN p_state <> 'waiting' THEN clock_timestamp() END
     WHERE stream = p_stream AND no = p_no AND attempt = p_attempt
       AND state = 'waiting';
$$;

-- The messages of one state, the oldest first; for the administrator.
CREATE FUNCTION hejie.messages(p_state text, p_most integer)
RETURNS TABLE (stream uuid, no integer, attempt integer, state text,
    tries integer, queued timestamptz, next_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT o.stream, o.no, o.attempt, o.state, o.tries, o.queued, o.next_at
      FROM hejie.outbox o WHERE o.state = p_state
     ORDER BY o.queued, o.stream, o.no, o.attempt LIMIT p_most;
$$;

-- Every dead one waits again, from the first step of the ladder; how many.
CREATE FUNCTION hejie.replay_messages() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH again AS (
        UPDATE hejie.outbox
           SET state = 'waiting', tries = 0, next_at = clock_timestamp(),
               ended = NULL
         WHERE state = 'dead' RETURNING 1)
    SELECT count(*) FROM again;
$$;

REVOKE ALL ON FUNCTION hejie.queue_message, hejie.claim_messages,
    hejie.finish_message, hejie.messages, hejie.replay_messages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.claim_messages, hejie.finish_message
    TO hejie_agent;
GRANT EXECUTE ON FUNCTION hejie.messages, hejie.replay_messages TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.queue_message TO hejie_owner;

SET LOCAL ROLE hejie_owner;
CREATE TRIGGER service_leaves AFTER INSERT OR UPDATE ON hejie.service
    FOR EACH ROW WHEN (NEW.reach IN ('sms', 'mail', 'e_service')
        AND NEW.state IN ('owed', 'returned'))
    EXECUTE FUNCTION hejie.queue_message();

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
