-- GET /api/v1/people
-- zh: 人员
-- en: People of staff
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
 WHERE h.kind = 'person' AND h.stream > $1
 ORDER BY h.stream
 LIMIT $2
