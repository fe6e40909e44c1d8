-- GET /api/v1/disputes
-- zh: 本单位在办纠纷,按下一期限先后
-- en: The open procedures of one's own body, by the next limit
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: channel text query any channel
-- param: phase text query any phase
-- param: mine int4 query 0 0..1
-- param: within int4 query 9999 -1..9999
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
-- plan: once but for channel phase mine within
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "procedure",
       p.channel AS "channel",
       p.phase AS "phase",
       p.mediators AS "mediators",
       p.sessions AS "sessions",
       p.attempts AS "attempts",
       p.opened_on AS "opened_on",
       p.next_on AS "next_on",
       p.next_on - (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
           AS "days_left",
       p.next_rule AS "next_rule",
       p.awaiting AS "awaiting",
       h.last_at AS "last_at",
       'after_on=' || coalesce(p.next_on, '9999-12-31')::text || '&after_id='
           || replace(p.stream::text, '-', '') || '&after_no=' || p.no
           AS "cursor#next"
  FROM hejie.procedure p
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
 WHERE p.body = $1
   AND ($2 = 'any' OR p.channel = $2)
   AND ($3 = 'any' OR p.phase = $3)
   AND ($4 = 0 OR p.stream = ANY (ARRAY(SELECT hejie.handled())))
   AND ($4 = 0 OR current_setting('hejie.principal')::uuid = ANY (p.mediators))
   AND ($5 = 9999
        OR CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END
           <= (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date + $5)
   AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
   AND (CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END,
        p.stream, p.no) > ($6, $7, $8)
 ORDER BY CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END,
          p.stream, p.no
 LIMIT $9
