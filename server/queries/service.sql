-- GET /api/v1/service
-- zh: 本单位待送达文书,按方式:电话、上门、邮寄、窗口等
-- en: What one's own body has to serve, by the way it takes
-- right: read
-- class: fast
-- shape: page
-- log: service
-- param: org uuid actor
-- param: means text query any
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT s.stream AS "id",
       h.code AS "code",
       s.no AS "notice",
       s.kind AS "kind",
       s.state AS "state",
       coalesce(s.reach, 'none') AS "means",
       s.attempt AS "attempt",
       s.tried AS "tried",
       s.procedure AS "procedure",
       p.channel AS "channel",
       s.party AS "party",
       s.owed_on AS "owed_on",
       s.done_on AS "done_on",
       s.holds_a_limit AS "limit_not_running",
       s.language AS "language",
       k.wrapped AS "key#key",
       s.name AS "name#sealed",
       s.place AS "place#sealed",
       s.times AS "times#sealed",
       'after_on=' || s.owed_on || '&after_id='
           || replace(s.stream::text, '-', '') || '&after_no=' || s.no
           AS "cursor#next"
  FROM hejie.service s
  JOIN hejie.head h ON h.stream = s.stream
  LEFT JOIN hejie.procedure p ON p.stream = s.stream AND p.no = s.procedure
  LEFT JOIN hejie.subject_key k
    ON k.stream = s.stream AND k.subject = s.subject
 WHERE s.body = $1 AND s.state IN ('owed', 'returned')
   AND ($2 = 'any'
        OR CASE WHEN s.reach IS NULL THEN 'none' ELSE s.reach END = $2)
   AND (s.owed_on, s.stream, s.no) > ($3, $4, $5)
 ORDER BY s.owed_on, s.stream, s.no
 LIMIT $6
