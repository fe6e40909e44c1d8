-- Work orders (12345, grid, centre) for the dispatch board, derived from the
-- timeline, and the colours in which a limit is shown as it is used up.
--
-- Locks: creates only.  Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.work_order (
    stream          uuid    NOT NULL,
    no              integer NOT NULL,
    procedure       integer NOT NULL,
    channel         text    NOT NULL,
    live            boolean NOT NULL,
    stage           text    NOT NULL,
    number          text,             -- at 12345 or wherever it came from
    holder          uuid    NOT NULL, -- who has to act next
    unit            uuid,             -- responsible (主办)
    unit_state      text,
    assisting       uuid[]  NOT NULL DEFAULT '{}',
    superior        uuid,
    designated      boolean NOT NULL,
    bounces         integer NOT NULL,
    redo            integer NOT NULL,
    ownerless_ms    bigint  NOT NULL,
    ownerless_since timestamptz,      -- null: somebody has taken it
    received_on     date,
    replied_on      date,
    calls           integer NOT NULL,
    satisfaction    text,
    supervision     text,
    supervised_on   date,
    danger          boolean NOT NULL,
    first_on        date,             -- last day of its first limit
    next_on         date,             -- of the limit that presses most
    next_rule       text,
    next_from       date,             -- the day that is not counted
    CONSTRAINT work_order_pk PRIMARY KEY (stream, no)
) WITH (fillfactor = 80);

SELECT hejie.derived('work_order', true);

-- The minutes for which an order is nobody's so far.
CREATE FUNCTION hejie.ownerless(p_ms bigint, p_since timestamptz)
RETURNS bigint LANGUAGE sql STABLE
RETURN (p_ms + CASE WHEN p_since IS NULL THEN 0
        ELSE greatest(0, extract(epoch FROM hejie.moment() - p_since) * 1000)
        END)::bigint / 60000;

-- From which share of a limit on it is shown how; not a colour of risk.
CREATE TABLE hejie.clock_colour (
    share  integer NOT NULL,  -- per cent of the time used
    colour text    NOT NULL,
    zh     text    NOT NULL,
    en     text    NOT NULL,
    CONSTRAINT clock_colour_pk PRIMARY KEY (share)
);
INSERT INTO hejie.clock_colour VALUES
    (50, 'early_warning', '预警', 'half of the time is used'),
    (75, 'warning', '警告', 'three quarters of the time are used'),
    (85, 'serious_warning', '严重警告', '85 % of the time is used'),
    (99, 'overdue', '超期', 'the time is used up');

GRANT SELECT ON hejie.clock_colour TO hejie_app;
REVOKE ALL ON FUNCTION hejie.ownerless FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.ownerless TO hejie_app;

COMMIT;
