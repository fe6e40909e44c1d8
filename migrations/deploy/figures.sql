-- What figures are made of: where a matter came from, the tier of each kind of
-- body.
--
-- Locks: creates only.  Rewrites: nothing; `hejie rebuild` fills origin for the
-- disputes that are there, `hejie init` fills body_kind.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- Derived; one row a dispute: where it came from, by which rules it goes.
CREATE TABLE hejie.origin (
    stream uuid   NOT NULL,
    source text,
    sets   text[] NOT NULL DEFAULT '{}',  -- ids of those that are pinned
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

-- Procedures as figures count them; the reader sees no more than he may.
CREATE VIEW hejie.counted WITH (security_invoker = true) AS
SELECT p.stream, p.no, p.channel, p.phase, p.body, p.opened_on, p.ended_on,
       o.source, k.tier,
       CASE WHEN p.phase = 'settled' THEN 'settled'
            WHEN p.ground IS NULL THEN 'running' ELSE p.ground END AS outcome
  FROM hejie.procedure p
  JOIN hejie.origin o ON o.stream = p.stream
  LEFT JOIN hejie.head b ON b.stream = p.body AND b.kind = 'organisation'
  LEFT JOIN hejie.body_kind k ON k.kind = b.snapshot::json ->> 'kind';
GRANT SELECT ON hejie.counted TO hejie_app;

COMMIT;
