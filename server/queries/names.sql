-- GET /api/v1/disputes/{id}/names
-- zh: 一件纠纷里出现的单位和人员的名称
-- en: The names of the bodies and people of staff in a dispute
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
    SELECT CASE WHEN length(e.actor) = 32 THEN e.actor::uuid END
      FROM (SELECT e.bytes::json ->> 'actor' AS actor
              FROM hejie.event e WHERE e.stream = $1) e)
SELECT h.stream AS "id",
       h.kind AS "kind",
       h.snapshot::json ->> 'name' AS "name"
  FROM met
  JOIN hejie.head h ON h.stream = met.id
 WHERE h.kind IN ('organisation', 'person')
 ORDER BY h.stream
