-- GET /api/v1/helps
-- zh: 本单位承担的帮扶,和本人转介的
-- en: Help that one's body gives, and to which one has referred
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT h.stream AS "id",
       c.s ->> 'kind' AS "kind",
       c.s ->> 'stage' AS "stage",
       c.s ->> 'body' AS "body",
       c.s ->> 'handler' AS "handler",
       (c.s ->> 'referred_on')::date AS "referred_on",
       h.version AS "version",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.listed l
  JOIN hejie.head h ON h.stream = l.stream
 CROSS JOIN LATERAL (SELECT l.shown::jsonb AS s) c
 WHERE l.kind = 'help' AND l.stream > $2
   AND (c.s ->> 'body' = replace($1::text, '-', '')
        OR c.s ->> 'handler' = (SELECT current_setting('hejie.principal', true)))
 ORDER BY l.stream
 LIMIT $3
