-- GET /api/v1/reviews
-- zh: 卷宗评查
-- en: File reviews
-- right: read
-- class: fast
-- shape: page
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT h.stream AS "id",
       c.s ->> 'stage' AS "stage",
       c.s -> 'head' ->> 'owner' AS "owner",
       c.s -> 'head' ->> 'body' AS "body",
       (c.s -> 'head' ->> 'from')::date AS "from",
       (c.s -> 'head' ->> 'to')::date AS "to",
       c.s -> 'head' ->> 'sheet_name' AS "sheet",
       coalesce(c.s -> 'result', '[]')::text AS "results#json",
       h.version AS "version",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.listed l
  JOIN hejie.head h ON h.stream = l.stream
 CROSS JOIN LATERAL (SELECT l.shown::jsonb AS s) c
 WHERE l.kind = 'review' AND l.stream > $1
 ORDER BY l.stream
 LIMIT $2
