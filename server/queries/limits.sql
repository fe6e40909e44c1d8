-- GET /api/v1/limits
-- zh: 机关期限清单(统计数字的明细),后到期的在前
-- en: Limits of one's own acts, as figures count them, the last to end first
-- right: read
-- class: slow
-- shape: page
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: all int4 query 0 0..1
-- param: rule text query any
-- param: state text query any clock_state
-- param: before_on date query 9999-12-31
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int4 query 2147483647
-- param: limit int4 query 50 1..200
SELECT c.stream AS "id",
       h.code AS "code",
       s.wrapped AS "key#key",
       h.title AS "title#sealed",
       c.no AS "clock",
       c.procedure AS "procedure",
       p.channel AS "channel",
       c.rule AS "rule",
       c.article AS "article",
       c.certainty AS "certainty",
       c.state AS "state",
       c.due_on AS "due_on",
       'before_on=' || c.due_on::text || '&before_id='
           || replace(c.stream::text, '-', '') || '&before_no=' || c.no
           AS "cursor#next"
  FROM hejie.clock c
  JOIN hejie.procedure p ON p.stream = c.stream AND p.no = c.procedure
  JOIN hejie.head h ON h.stream = c.stream
  LEFT JOIN hejie.subject_key s ON s.stream = c.stream AND s.subject = 'title'
 WHERE c.effect = 'overdue' AND c.state IN ('met', 'fired')
   AND ($4 = 1 OR p.body = $1)
   AND c.due_on BETWEEN $2 AND $3
   AND ($5 = 'any' OR c.rule = $5)
   AND ($6 = 'any' OR c.state = $6)
   AND (c.due_on, c.stream, c.no) < ($7, $8, $9)
 ORDER BY c.due_on DESC, c.stream DESC, c.no DESC
 LIMIT $10
