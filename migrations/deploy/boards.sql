-- What each body finds on its boards, so that a page of one is read by an index
-- over the body, whatever else there is, and looks at nothing that row-level
-- security would hide.  And sittings by the day on which they were held or entered.
--
-- Locks: writes to sitting wait while its index is made.
-- Rewrites: nothing; `hejie rebuild` fills board for the disputes that are there.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived: each thing on a board once for each body that sees it there.
CREATE TABLE hejie.board (
    stream  uuid    NOT NULL,
    item    text    NOT NULL, -- bundle, limit, order, petition, procedure
    no      integer NOT NULL,
    body    uuid    NOT NULL, -- who sees it
    front   boolean NOT NULL, -- shown unless all is asked for: what is open; a
                              -- limit, a procedure: of this body itself
    turn_on date    NOT NULL, -- what the board is ordered by
    word    text,             -- stage, act, state
    number  text,
    holder  uuid,
    bounced boolean NOT NULL,
    barred  uuid[],           -- as in access
    CONSTRAINT board_pk PRIMARY KEY (stream, item, no, body)
) WITH (fillfactor = 80);
CREATE INDEX board_front ON hejie.board (body, item, turn_on, stream, no)
    WHERE front;
CREATE INDEX board_all ON hejie.board (body, item, turn_on, stream, no);
CREATE INDEX board_word ON hejie.board (body, item, word, turn_on, stream, no)
    WHERE front AND word IS NOT NULL;
CREATE INDEX board_holder
    ON hejie.board (body, item, holder, turn_on, stream, no)
    WHERE front AND holder IS NOT NULL;
CREATE INDEX board_number ON hejie.board (body, item, number)
    WHERE number IS NOT NULL;
CREATE INDEX board_bounced ON hejie.board (body, turn_on, stream, no)
    WHERE bounced;

-- One's own rows, as of access: a row more than that would be a look into
-- another table.
SELECT hejie.guard('board');
CREATE POLICY board_own ON hejie.board FOR SELECT TO hejie_app
    USING (body = ANY (coalesce((SELECT string_to_array(
            current_setting('hejie.orgs', true), ',')::uuid[]), '{}'))
        AND (barred IS NULL OR NOT barred && (SELECT (string_to_array(
            current_setting('hejie.orgs', true), ',')::uuid[])[1:2])));
CREATE POLICY board_agent ON hejie.board FOR SELECT TO hejie_agent
    USING (true);
GRANT SELECT ON hejie.board TO hejie_app, hejie_agent;
GRANT INSERT, UPDATE, DELETE ON hejie.board TO hejie_append;

-- The bodies for which the reader looks: its own and, of a supervisor, those
-- below.
CREATE FUNCTION hejie.bodies() RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT unnest(string_to_array(
        current_setting('hejie.orgs', true), ',')::uuid[]);
END;
REVOKE ALL ON FUNCTION hejie.bodies FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.bodies TO hejie_app;

-- CASE, as in procedure_by_body.
CREATE INDEX sitting_held ON hejie.sitting
    ((CASE WHEN starts IS NULL THEN logged_at ELSE starts END));

COMMIT;
