-- Sittings, one row each, so that those that are none can be found: two at one
-- time by one mediator, a side that was not told, one text for several.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived.
CREATE TABLE hejie.sitting (
    stream      uuid    NOT NULL,
    no          integer NOT NULL,
    procedure   integer NOT NULL,
    body        uuid,
    mediators   text[]  NOT NULL,
    starts      timestamptz,
    ends        timestamptz,
    result      text,
    counts      text,
    one_side    boolean NOT NULL, -- a side was neither there nor told
    text_digest text,             -- keyed; null: no text
    logged_at   timestamptz,
    voided      boolean NOT NULL,
    CONSTRAINT sitting_pk PRIMARY KEY (stream, no)
);
CREATE INDEX sitting_starts ON hejie.sitting (starts);
CREATE INDEX sitting_text ON hejie.sitting (text_digest)
    WHERE text_digest IS NOT NULL;

SELECT hejie.derived('sitting', false);

COMMIT;
