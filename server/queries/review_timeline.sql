-- GET /api/v1/reviews/{id}/timeline
-- zh: 卷宗评查经过(第一条载明总体、种子和方法)
-- en: The timeline of a file review; its first event holds population, seed and method
-- right: read
-- class: fast
-- shape: page
-- kind: review
-- ring: id
-- log: timeline
-- param: id uuid path
-- param: after int8 query 0
-- param: limit int4 query 100 1..500
SELECT e.seq AS "position",
       e.bytes AS "event#event",
       'after=' || e.seq AS "cursor#next"
  FROM hejie.event e
 WHERE e.stream = $1 AND e.seq > $2
   AND EXISTS (SELECT FROM hejie.head h
                WHERE h.stream = $1 AND h.kind = 'review')
 ORDER BY e.seq
 LIMIT $3
