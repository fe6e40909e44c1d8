-- What lists show of the streams that name their readers (compacts,
-- assessments, help, reviews): one row each.  A snapshot will not do for that:
-- another release folds otherwise, and one that is too large is not kept.
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` fills it for the
-- streams that are there.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived.
CREATE TABLE hejie.listed (
    stream uuid NOT NULL,
    kind   text NOT NULL,  -- of stream
    shown  text NOT NULL,  -- members of its state, as JSON; texts are sealed
    CONSTRAINT listed_pk PRIMARY KEY (stream)
);
CREATE INDEX listed_by_kind ON hejie.listed (kind, stream);

SELECT hejie.derived('listed', false);

COMMIT;
