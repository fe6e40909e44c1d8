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
       o.source AS "source",
       k.tier AS "tier",
       f.outcome AS "outcome",
       p.opened_on AS "opened_on",
       p.ended_on AS "ended_on",
       'before_on=' || p.opened_on::text || '&before_id='
           || replace(p.stream::text, '-', '') || '&before_no=' || p.no
           AS "cursor#next"
  FROM hejie.procedure p
  JOIN hejie.origin o ON o.stream = p.stream
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key s ON s.stream = p.stream AND s.subject = 'title'
  LEFT JOIN hejie.head b ON b.stream = p.body AND b.kind = 'organisation'
  LEFT JOIN hejie.body_kind k ON k.kind = b.snapshot::json ->> 'kind'
 CROSS JOIN LATERAL (SELECT CASE WHEN p.phase = 'settled' THEN 'settled'
       WHEN p.ground IS NULL THEN 'running' ELSE p.ground END AS outcome) f
 WHERE ($4 = 1 OR p.body = $1)
   AND p.opened_on BETWEEN $2 AND $3
   AND ($5 = 'any' OR o.source = $5)
   AND ($6 = 'any' OR p.channel = $6)
   AND ($7 = 'any' OR k.tier::text = $7)
   AND ($8 = 'any' OR f.outcome = $8)
   AND (p.opened_on, p.stream, p.no) < ($9, $10, $11)
 ORDER BY p.opened_on DESC, p.stream DESC, p.no DESC
 LIMIT $12
