-- GET /api/v1/assessments
-- zh: 社会稳定风险评估
-- en: Assessments of stability risk
-- right: read
-- class: fast
-- shape: page
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..200
SELECT h.stream AS "id",
       k.wrapped AS "key#key",
       c.s ->> 'title' AS "title#sealed",
       c.s ->> 'owner' AS "owner",
       c.s ->> 'matter' AS "matter",
       c.s ->> 'stage' AS "stage",
       c.s -> 'conclusion' ->> 'grade' AS "grade",
       c.s -> 'conclusion' ->> 'outcome' AS "outcome",
       (c.s -> 'filing' ->> 'on')::date AS "filed_on",
       h.version AS "version",
       'after=' || replace(h.stream::text, '-', '') AS "cursor#next"
  FROM hejie.listed l
  JOIN hejie.head h ON h.stream = l.stream
 CROSS JOIN LATERAL (SELECT l.shown::jsonb AS s) c
  LEFT JOIN hejie.subject_key k ON k.stream = h.stream AND k.subject = 'title'
 WHERE l.kind = 'assessment' AND l.stream > $1
 ORDER BY l.stream
 LIMIT $2
