-- GET /api/v1/procedures
-- zh: 程序清单(统计数字的明细),新立的在前
-- en: Procedures, as figures count them, the newest first
-- right: read
-- class: slow
-- shape: page
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: all int4 query 0 0..1
-- param: source text query any source
-- param: channel text query any channel
-- param: tier text query any
-- param: outcome text query any
-- param: before_on date query 9999-12-31
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int4 query 2147483647
-- param: limit int4 query 50 1..200
SELECT p.stream AS "id",
       h.code AS "code",
       s.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "procedure",
       p.channel AS "channel",
       p.phase AS "phase",
       p.body AS "body",
       p.source AS "source",
       p.tier AS "tier",
       p.outcome AS "outcome",
       p.opened_on AS "opened_on",
       p.ended_on AS "ended_on",
       'before_on=' || t.turn_on || '&before_id='
           || replace(p.stream::text, '-', '') || '&before_no=' || p.no
           AS "cursor#next"
  FROM (SELECT DISTINCT t.turn_on, t.stream, t.no
          FROM unnest(CASE WHEN $4 = 1 THEN ARRAY(SELECT hejie.bodies())
                      ELSE ARRAY[$1] END) r(body)
         CROSS JOIN LATERAL (
               SELECT b.turn_on, b.stream, b.no
                 FROM hejie.board b
                WHERE b.body = r.body AND b.item = 'procedure'
                  AND (b.front OR $4 = 1)
                  AND b.turn_on BETWEEN $2 AND $3
                  AND ($5 = 'any' AND $6 = 'any' AND $7 = 'any' AND $8 = 'any'
                       OR EXISTS (
                           SELECT FROM hejie.counted p
                            WHERE p.stream = b.stream AND p.no = b.no
                              AND ($5 = 'any' OR p.source = $5)
                              AND ($6 = 'any' OR p.channel = $6)
                              AND ($7 = 'any' OR p.tier::text = $7)
                              AND ($8 = 'any' OR p.outcome = $8)))
                  AND (b.turn_on, b.stream, b.no) < ($9, $10, $11)
                ORDER BY b.turn_on DESC, b.stream DESC, b.no DESC
                LIMIT $12) t
         ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
         LIMIT $12) t
  JOIN hejie.counted p ON p.stream = t.stream AND p.no = t.no
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key s ON s.stream = p.stream AND s.subject = 'title'
 ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
