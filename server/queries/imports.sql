-- GET /api/v1/imports
-- zh: 本单位送过的名单,新的在前
-- en: Lists that one's own body has sent, the newest first
-- right: look-up
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: profile text query
-- param: before int8 query 9000000000000000
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: limit int4 query 20 1..200
SELECT i.id AS "id",
       i.dry AS "dry",
       i.made AS "made",
       (SELECT r.no FROM hejie.import_row r WHERE r.import = i.id
         ORDER BY r.no DESC LIMIT 1) AS "rows",
       'profile=' || i.profile || '&before=' || c.micros || '&before_id='
           || replace(i.id::text, '-', '') AS "cursor#next"
  FROM hejie.import i
 CROSS JOIN LATERAL (
       SELECT (extract(epoch FROM i.made) * 1000000)::int8 AS micros) c
 WHERE i.org = $1 AND i.profile = $2 AND (c.micros, i.id) < ($3, $4)
 ORDER BY c.micros DESC, i.id DESC
 LIMIT $5
