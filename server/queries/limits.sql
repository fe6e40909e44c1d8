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
       'before_on=' || t.turn_on || '&before_id='
           || replace(c.stream::text, '-', '') || '&before_no=' || c.no
           AS "cursor#next"
  FROM (SELECT DISTINCT t.turn_on, t.stream, t.no
          FROM unnest(CASE WHEN $4 = 1 THEN ARRAY(SELECT hejie.bodies())
                      ELSE ARRAY[$1] END) r(body)
         CROSS JOIN LATERAL (
               SELECT b.turn_on, b.stream, b.no
                 FROM hejie.board b
                WHERE b.body = r.body AND b.item = 'limit'
                  AND (b.front OR $4 = 1)
                  AND b.turn_on BETWEEN $2 AND $3
                  AND ($5 = 'any' AND $6 = 'any'
                       OR EXISTS (
                           SELECT FROM hejie.clock c
                            WHERE c.stream = b.stream AND c.no = b.no
                              AND ($5 = 'any' OR c.rule = $5)
                              AND ($6 = 'any' OR c.state = $6)))
                  AND (b.turn_on, b.stream, b.no) < ($7, $8, $9)
                ORDER BY b.turn_on DESC, b.stream DESC, b.no DESC
                LIMIT $10) t
         ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
         LIMIT $10) t
  JOIN hejie.clock c ON c.stream = t.stream AND c.no = t.no
  JOIN hejie.procedure p ON p.stream = c.stream AND p.no = c.procedure
  JOIN hejie.head h ON h.stream = c.stream
  LEFT JOIN hejie.subject_key s ON s.stream = c.stream AND s.subject = 'title'
 ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
