-- Draws of counsel that wait for a checkpoint, and those that are over.
--
-- A draw is frozen by one event and concluded after the first checkpoint that
-- covers it (lib/commands/legal_aid/draw.h): the agents look here for what
-- waits, readers for what was drawn.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- One row a draw (derived).
CREATE TABLE hejie.draw (
    stream    uuid    NOT NULL,
    no        bigint  NOT NULL,
    procedure integer NOT NULL,
    seq       bigint  NOT NULL,  -- of the event that froze it
    county    text    NOT NULL,
    state     text    NOT NULL,  -- frozen, concluded, dropped
    CONSTRAINT draw_pk PRIMARY KEY (stream, no)
);
CREATE INDEX draw_waits ON hejie.draw (stream, no) WHERE state = 'frozen';

SELECT hejie.derived('draw', true);

COMMIT;
