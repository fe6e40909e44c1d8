-- GET /api/v1/rule-drafts
-- zh: 各县(市、区)的规则集:草稿、已发布的、已撤回的
-- en: Rule sets of counties: drafts, those in force, those withdrawn
-- right: look-up
-- class: fast
-- shape: page
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT h.stream AS "id",
       h.version AS "version",
       c.s ->> 'stage' AS "stage",
       c.s -> 'head' ->> 'county' AS "county",
       c.s -> 'head' ->> 'body' AS "body",
       c.s -> 'head' ->> 'origin' AS "origin",
       c.s -> 'head' ->> 'instead' AS "instead",
       c.s ->> 'digest' AS "set",
       c.d ->> 'name' AS "name",
       c.d ->> 'title_zh' AS "title_zh",
       c.d ->> 'title_en' AS "title_en",
       (c.s ->> 'from')::date AS "from",
       coalesce(c.s -> 'step', '[]')::text AS "steps#json",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.head h
 CROSS JOIN LATERAL (SELECT h.snapshot::json AS s,
       (h.snapshot::json ->> 'document')::json AS d) c
 WHERE h.kind = 'rule_set' AND h.stream > $1
 ORDER BY h.stream
 LIMIT $2
