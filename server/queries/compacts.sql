-- GET /api/v1/compacts
-- zh: 公约;due_by 为最迟在该日前应再评议的
-- en: Compacts; with due_by those to be reviewed again by that day
-- right: read
-- class: fast
-- shape: page
-- param: due_by date query 9999-12-31
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT h.stream AS "id",
       k.wrapped AS "key#key",
       c.s ->> 'title' AS "title#sealed",
       c.s ->> 'owner' AS "owner",
       c.s ->> 'between' AS "between",
       c.s ->> 'class' AS "class",
       c.s ->> 'form' AS "form",
       c.s ->> 'stage' AS "stage",
       (c.s ->> 'signed_on')::date AS "signed_on",
       (c.s ->> 'next_on')::date AS "next_on",
       h.version AS "version",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.listed l
  JOIN hejie.head h ON h.stream = l.stream
 CROSS JOIN LATERAL (SELECT l.shown::jsonb AS s) c
  LEFT JOIN hejie.subject_key k ON k.stream = h.stream AND k.subject = 'title'
 WHERE l.kind = 'compact' AND l.stream > $2
   AND ($1 = '9999-12-31'
        OR (c.s ->> 'stage' = 'signed' AND (c.s ->> 'next_on')::date <= $1))
 ORDER BY l.stream
 LIMIT $3
