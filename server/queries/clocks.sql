-- GET /api/v1/disputes/{id}/clocks
-- zh: 期限及其算法
-- en: The limits of a dispute, and how each date came about
-- right: read
-- class: fast
-- shape: list
-- ring: id
-- param: id uuid path
SELECT c.no AS "no",
       c.rule AS "rule",
       c.set AS "set",
       c.article AS "article",
       c.state AS "state",
       c.effect AS "effect",
       c.procedure AS "procedure",
       c.subject AS "subject",
       c.party AS "party",
       c.day0 AS "day0",
       c.due_on AS "due_on",
       c.due AS "due",
       CASE WHEN c.state = 'running' THEN c.due_on - d.today END
           AS "days_left",
       CASE WHEN c.state = 'running'
            THEN d.today::text || '/' || c.due_on::text END
           AS "working_days_left#workdays",
       c.provisional AS "provisional",
       c.certainty AS "certainty",
       c.seq AS "position",
       (e.bytes::json -> 'body' -> 'derivation')::text AS "derivation#json"
  FROM hejie.clock c
 CROSS JOIN (SELECT (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
                 AS today) d
  LEFT JOIN hejie.event e ON e.stream = c.stream AND e.seq = c.seq
 WHERE c.stream = $1
 ORDER BY c.no
