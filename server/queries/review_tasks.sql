-- GET /api/v1/review-tasks
-- zh: 本单位待答复的评查问题
-- en: Findings of file reviews that one's body has to answer
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT f.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       f.no AS "finding",
       f.review AS "review",
       f.procedure AS "procedure",
       f.item AS "item",
       f.points AS "points",
       f.since AS "since",
       'after_on=' || f.since || '&after_id='
           || replace(f.stream::text, '-', '') || '&after_no=' || f.no
           AS "cursor#next"
  FROM hejie.finding f
  JOIN hejie.head h ON h.stream = f.stream
  LEFT JOIN hejie.subject_key k ON k.stream = f.stream AND k.subject = 'title'
 WHERE f.body = $1 AND f.state = 'open'
   AND (f.since, f.stream, f.no) > ($2, $3, $4)
 ORDER BY f.since, f.stream, f.no
 LIMIT $5
