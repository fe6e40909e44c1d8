-- GET /api/v1/people/{id}/work
-- zh: 一名工作人员在本单位承办、还没有办完的程序
-- en: What somebody handles for one's own body and is not over, to be handed over
-- right: read
-- class: fast
-- shape: list
-- param: id uuid path
-- param: org uuid actor
-- param: limit int4 query 200 1..500
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "procedure",
       p.channel AS "channel",
       p.phase AS "phase",
       p.next_on AS "last_day"
  FROM hejie.procedure p
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
 WHERE p.body = $2
   AND p.phase IN ('accepted', 'mediating')
   AND $1 = ANY (p.mediators)
 ORDER BY CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END,
          p.stream, p.no
 LIMIT $3
