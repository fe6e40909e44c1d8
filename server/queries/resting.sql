-- GET /api/v1/rules/resting
-- zh: 本单位(督导人员含下级)在办、按某一规则集办理的纠纷
-- en: What one's own body, and those below that a supervisor sees, have under way by a rule set
-- right: read
-- class: slow
-- shape: page
-- param: set text query
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       'after=' || replace(p.stream::text, '-', '') AS "cursor#next"
  FROM (SELECT DISTINCT p.stream
          FROM hejie.procedure p
          JOIN hejie.origin o ON o.stream = p.stream
         WHERE p.body = ANY (ARRAY(SELECT hejie.bodies()))
           AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
           AND p.stream > $2 AND $1 = ANY (o.sets)
         ORDER BY p.stream
         LIMIT $3) p
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
 ORDER BY p.stream
