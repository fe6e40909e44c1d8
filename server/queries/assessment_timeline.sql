-- GET /api/v1/assessments/{id}/timeline
-- zh: 风险评估经过
-- en: The timeline of an assessment
-- right: read
-- class: fast
-- shape: page
-- kind: assessment
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
                WHERE h.stream = $1 AND h.kind = 'assessment')
 ORDER BY e.seq
 LIMIT $3
