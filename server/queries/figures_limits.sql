-- GET /api/v1/figures/limits
-- zh: 机关期限守住和超过的数量,逐月(按到期月份)
-- en: Limits of one's own acts that were kept and missed, by the month they ended in
-- right: read
-- class: slow
-- shape: list
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: all int4 query 0 0..1
SELECT c.rule AS "rule", to_char(c.due_on, 'YYYY-MM') AS "month",
       (count(*) FILTER (WHERE c.state = 'met'))::int4 AS "kept",
       (count(*) FILTER (WHERE c.state = 'fired'))::int4 AS "missed"
  FROM (SELECT DISTINCT b.stream, b.no
          FROM unnest(CASE WHEN $4 = 1 THEN ARRAY(SELECT hejie.bodies())
                      ELSE ARRAY[$1] END) r(body)
          JOIN hejie.board b ON b.body = r.body AND b.item = 'limit'
         WHERE (b.front OR $4 = 1)
           AND b.turn_on BETWEEN $2 AND $3) b
  JOIN hejie.clock c ON c.stream = b.stream AND c.no = b.no
 GROUP BY 1, 2
 ORDER BY 1, 2
