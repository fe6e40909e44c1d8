-- GET /api/v1/figures/procedures
-- zh: 数量:按来源、程序、层级、结果,逐月(按立案月份;结果是这些程序现在的结果)
-- en: Volumes by source, channel, tier and outcome, month by month (of opening; the outcome is what became of them so far)
-- right: read
-- class: slow
-- shape: list
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: all int4 query 0 0..1
WITH p AS (
    SELECT to_char(p.opened_on, 'YYYY-MM') AS month, p.source, p.channel,
           p.tier::text AS tier, p.outcome
      FROM (SELECT DISTINCT b.stream, b.no
              FROM unnest(CASE WHEN $4 = 1 THEN ARRAY(SELECT hejie.bodies())
                          ELSE ARRAY[$1] END) r(body)
              JOIN hejie.board b ON b.body = r.body AND b.item = 'procedure'
             WHERE (b.front OR $4 = 1)
               AND b.turn_on BETWEEN $2 AND $3) b
      JOIN hejie.counted p ON p.stream = b.stream AND p.no = b.no)
SELECT v.figure AS "figure", v.word AS "word", p.month AS "month",
       count(*)::int4 AS "count"
  FROM p
 CROSS JOIN LATERAL (VALUES ('source', p.source), ('channel', p.channel),
       ('tier', p.tier), ('outcome', p.outcome)) AS v(figure, word)
 WHERE v.word IS NOT NULL
 GROUP BY v.figure, v.word, p.month
 ORDER BY v.figure, v.word, p.month
