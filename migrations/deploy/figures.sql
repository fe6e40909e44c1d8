-- What figures are made of: where a matter came from, the tier of each kind of
-- body, and indexes by which a span of days is read.
--
-- Locks: writes to procedure and clock wait while their indexes are made.
-- Rewrites: nothing; `hejie rebuild` fills origin for the disputes that are
-- there, `hejie init` fills body_kind.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived; one row a dispute.
CREATE TABLE hejie.origin (
    stream uuid NOT NULL,
    source text,
    CONSTRAINT origin_pk PRIMARY KEY (stream)
);
SELECT hejie.derived('origin', true);

-- Reference data, from migrations/reference/body_kind.tsv.
CREATE TABLE hejie.body_kind (
    kind text     NOT NULL,
    tier smallint NOT NULL,  -- grid 1, village 2, township 3, county 4
    CONSTRAINT body_kind_pk PRIMARY KEY (kind)
);
GRANT SELECT ON hejie.body_kind TO hejie_app, hejie_agent;

CREATE INDEX procedure_opened ON hejie.procedure (opened_on, stream, no);
CREATE INDEX procedure_of_body ON hejie.procedure (body, opened_on, stream, no);
CREATE INDEX clock_over ON hejie.clock (due_on, stream, no)
    WHERE effect = 'overdue' AND state IN ('met', 'fired');

COMMIT;
