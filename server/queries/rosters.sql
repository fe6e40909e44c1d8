-- GET /api/v1/rosters
-- zh: 法律援助律师名册
-- en: Rosters of legal-aid counsel
-- right: look-up
-- class: fast
-- shape: page
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 200 1..500
SELECT h.stream AS "id",
       h.snapshot AS "state#json",
       h.version AS "version",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.head h
 WHERE h.kind = 'roster' AND h.stream > $1
 ORDER BY h.stream
 LIMIT $2
