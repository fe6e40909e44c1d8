-- GET /api/v1/disputes/{id}/names
-- zh: 一件纠纷里出现的单位和人员的名称,单位的电话
-- en: The names of the bodies and people of staff in a dispute, telephones of the bodies
-- right: read
-- class: fast
-- shape: list
-- ring: id
-- param: id uuid path
WITH met AS (
    SELECT a.body AS id FROM hejie.access a WHERE a.stream = $1
     UNION
    SELECT p.body FROM hejie.procedure p WHERE p.stream = $1
     UNION
    SELECT unnest(p.mediators) FROM hejie.procedure p WHERE p.stream = $1
     UNION
    SELECT r.to_body FROM hejie.referral r WHERE r.stream = $1
     UNION
    SELECT CASE WHEN length(i.id) = 32 THEN i.id::uuid END
      FROM hejie.event e
     CROSS JOIN LATERAL (VALUES (e.bytes::json ->> 'actor'),
                                (e.bytes::json ->> 'body_of')) i(id)
     WHERE e.stream = $1)
SELECT h.stream AS "id",
       h.kind AS "kind",
       h.snapshot::json ->> 'name' AS "name",
       CASE WHEN h.kind = 'organisation' THEN h.snapshot::json ->> 'phone' END
           AS "phone"
  FROM met
  JOIN hejie.head h ON h.stream = met.id
 WHERE h.kind IN ('organisation', 'person')
 ORDER BY h.stream
