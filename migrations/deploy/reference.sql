-- Reference data: divisions, categories, plain words.  Public; loaded from
-- migrations/reference/*.tsv by hejie init, villages and grids by hejie
-- import-divisions; never changed by the service.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.division (
    code   text     NOT NULL,  -- 2, 4, 6, 9, 12 (village), 15 (grid) digits
    parent text,
    level  smallint NOT NULL,
    name   text     NOT NULL,
    pseudo smallint NOT NULL DEFAULT 0,
    latin  text,               -- in Latin letters, of what ships
    CONSTRAINT division_pk PRIMARY KEY (code)
);
CREATE INDEX division_by_parent ON hejie.division (parent, code);

CREATE TABLE hejie.category (
    code_set text NOT NULL,    -- moj, gb
    code     text NOT NULL,
    parent   text,
    level    smallint NOT NULL,
    zh       text NOT NULL,
    en       text NOT NULL,
    CONSTRAINT category_pk PRIMARY KEY (code_set, code)
);

CREATE TABLE hejie.word (
    county  text     NOT NULL, -- '' is every county without words of its own
    ord     smallint NOT NULL,
    word    text     NOT NULL,
    en      text     NOT NULL,
    cat_moj text     NOT NULL,
    cat_gb  text     NOT NULL,
    CONSTRAINT word_pk PRIMARY KEY (county, ord),
    CONSTRAINT word_at_most_12 CHECK (ord BETWEEN 1 AND 12)
);

GRANT SELECT ON hejie.division, hejie.category, hejie.word
    TO hejie_app, hejie_agent;

COMMIT;
