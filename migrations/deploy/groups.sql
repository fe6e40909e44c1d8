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
-- roll; of the whole group only how many it is and how many have answered the
-- offer; and the next day of its dispute that concerns him: a sitting, a payment
-- or a limit.  None if the door is nobody's.
CREATE FUNCTION hejie.member_line(p_door uuid)
RETURNS TABLE (stream uuid, subject text, wrapped bytea, name text, no integer,
    status text, amount bigint, consent text, offer text,
    representative boolean, signed_on date, paid bigint, missing boolean,
    routes_on date, body uuid, members bigint, answered bigint, next_on date,
    next_what text, next_set text, next_rule text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
SET hejie.door = ''
SET hejie.orgs = ''
SET hejie.writing = ''
AS $$
DECLARE
    m hejie.group_member;
    of_dispute uuid;
    as_party integer;
BEGIN
    PERFORM set_config('hejie.door', p_door::text, true);
    SELECT * INTO m FROM hejie.group_member g WHERE g.door = p_door;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM set_config('hejie.writing', m.stream::text, true);
    SELECT count(*), count(g.offer) INTO members, answered
      FROM hejie.group_member g
     WHERE g.stream = m.stream AND g.status = 'member';
    SELECT k.wrapped INTO wrapped FROM hejie.subject_key k
     WHERE k.stream = m.stream AND k.subject = m.subject;
    SELECT min(a.body::text)::uuid INTO body FROM hejie.access a
     WHERE a.stream = m.stream;
    SELECT e.bytes::json #>> '{body,dispute}', e.bytes::json #>> '{body,party}'
      INTO of_dispute, as_party
      FROM hejie.event e WHERE e.stream = m.stream AND e.seq = 1;

    PERFORM set_config('hejie.writing', of_dispute::text, true);
    SELECT n.day, n.what, n.of_set, n.of_rule
      INTO next_on, next_what, next_set, next_rule
      FROM (SELECT ((a ->> 'starts')::timestamptz
                       AT TIME ZONE 'Asia/Shanghai')::date AS day,
                   'sitting' AS what, NULL AS of_set, NULL AS of_rule
              FROM hejie.head h
             CROSS JOIN json_array_elements(
                       h.snapshot::json -> 'appointment') a
             WHERE h.stream = of_dispute
               AND a -> 'held' IS NULL AND a -> 'cancelled' IS NULL
             UNION ALL
            SELECT (x ->> 'due_on')::date, 'payment', NULL, NULL
              FROM hejie.head h
             CROSS JOIN json_array_elements(h.snapshot::json -> 'agreement') a
             CROSS JOIN json_array_elements(a -> 'term') x
             WHERE h.stream = of_dispute AND m.offer = 'agrees'
               AND a ->> 'state' = 'effective' AND x ->> 'state' IN ('open', 'part')
               AND x -> 'amount' IS NOT NULL
               AND coalesce((x ->> 'creditor')::integer, as_party) = as_party
             UNION ALL
            SELECT c.due_on, 'limit', c.set, c.rule
              FROM hejie.clock c
              LEFT JOIN hejie.procedure p
                ON p.stream = c.stream AND p.no = c.procedure
             WHERE c.stream = of_dispute AND c.state = 'running'
               AND (c.party IS NULL OR c.party = as_party)
               AND (p.channel IS NULL OR p.channel NOT IN
                    ('petition', 'hotline', 'report', 'legal_aid'))) n
     WHERE n.day >= (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date
     ORDER BY n.day, n.what DESC
     LIMIT 1;

    stream := m.stream;
    subject := m.subject;
    name := m.name;
    no := m.no;
    status := m.status;
    amount := coalesce(m.amount, 0);
    consent := m.consent;
    offer := m.offer;
    representative := coalesce(m.representative, false);
    signed_on := m.signed_on;
    paid := coalesce(m.paid, 0);
    missing := coalesce(m.missing, false);
    routes_on := m.routes_on;
    RETURN NEXT;
END
$$;

REVOKE ALL ON FUNCTION hejie.member_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.member_line TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
