-- The members of groups, one row each, and who may see them.  A roll is not
-- known to everybody signed in, like organisations are, but to the bodies that
-- have a part in its dispute; a member is shown his own row by its door.
--
-- Locks: creates; policies of head.  Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

-- Derived.  What is absent is NULL.
CREATE TABLE hejie.group_member (
    stream         uuid    NOT NULL,
    no             integer NOT NULL,
    subject        text,
    name           text,  -- sealed, like phone and code
    phone          text,
    code           text,
    door           uuid,
    status         text,
    amount         bigint,
    consent        text,
    offer          text,
    answered_on    date,
    representative boolean,
    signed_on      date,
    paid           bigint,
    missing        boolean,
    routes_on      date,
    heir_of        integer,
    CONSTRAINT group_member_pk PRIMARY KEY (stream, no)
);
CREATE INDEX group_member_door ON hejie.group_member (door)
    WHERE door IS NOT NULL;

SELECT hejie.derived('group_member', true);
-- hejie.member_line(): the row of the door, and the key to its name.
CREATE POLICY group_member_own ON hejie.group_member FOR SELECT
    TO hejie_append USING (door::text =
        (SELECT current_setting('hejie.door', true)));

RESET ROLE;
GRANT SET ON PARAMETER hejie.door TO hejie_append;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- One member's own row, the key that opens his name, and a body that keeps the
-- roll; none if the door is nobody's.
CREATE FUNCTION hejie.member_line(p_door uuid)
RETURNS TABLE (stream uuid, subject text, wrapped bytea, name text, no integer,
    status text, amount bigint, consent text, offer text,
    representative boolean, signed_on date, paid bigint, missing boolean,
    routes_on date, body uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.door = ''
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    m hejie.group_member;
BEGIN
    PERFORM set_config('hejie.door', p_door::text, true);
    SELECT * INTO m FROM hejie.group_member g WHERE g.door = p_door;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM set_config('hejie.writing', m.stream::text, true);
    RETURN QUERY
        SELECT m.stream, m.subject, k.wrapped, m.name, m.no, m.status,
               coalesce(m.amount, 0), m.consent, m.offer,
               coalesce(m.representative, false), m.signed_on,
               coalesce(m.paid, 0), coalesce(m.missing, false), m.routes_on,
               (SELECT min(a.body::text)::uuid FROM hejie.access a
                 WHERE a.stream = m.stream)
          FROM (SELECT 1) one
          LEFT JOIN hejie.subject_key k
            ON k.stream = m.stream AND k.subject = m.subject;
END
$$;

REVOKE ALL ON FUNCTION hejie.member_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.member_line TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
