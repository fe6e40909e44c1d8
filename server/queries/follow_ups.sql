-- GET /api/v1/follow-ups
-- zh: 本单位谈成后要回访的,按最近到期的一天先后
-- en: What one's own body settled and is to follow up, by the first day on which something is due
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: mine int4 query 0 0..1
-- param: within int4 query 9999 -1..9999
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT b.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       b.no AS "procedure",
       p.channel AS "channel",
       p.phase AS "phase",
       d.today AS "today",
       nullif(b.turn_on, '9999-12-31') AS "last_day",
       nullif(b.turn_on, '9999-12-31') - d.today AS "days_left",
       (SELECT (max(e.at) AT TIME ZONE 'Asia/Shanghai')::date
          FROM hejie.event e
         WHERE e.stream = b.stream AND e.kind = 'follow_up_recorded')
           AS "followed_on",
       -- What is to be done, of what has no text that is sealed.
       (SELECT coalesce(json_agg(json_build_object('agreement', a -> 'no',
                    'term', t -> 'no', 'kind', t -> 'kind',
                    'amount', t -> 'amount', 'paid', t -> 'paid',
                    'due_on', t -> 'due_on', 'state', t -> 'state')
                    ORDER BY t ->> 'due_on', (t ->> 'no')::integer), '[]')::text
          FROM json_array_elements(h.snapshot::json -> 'agreement') a
         CROSS JOIN json_array_elements(a -> 'term') t
         WHERE (a ->> 'procedure')::integer = b.no
           AND a ->> 'state' = 'effective' AND t -> 'every' IS NULL
           AND t ->> 'state' IN ('open', 'part', 'defaulted')) AS "terms#json",
       'after_on=' || b.turn_on || '&after_id='
           || replace(b.stream::text, '-', '') || '&after_no=' || b.no
           AS "cursor#next"
  FROM hejie.board b
  JOIN hejie.procedure p ON p.stream = b.stream AND p.no = b.no
  JOIN hejie.head h ON h.stream = b.stream
  LEFT JOIN hejie.subject_key k ON k.stream = b.stream AND k.subject = 'title'
 CROSS JOIN (SELECT (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
                 AS today) d
 WHERE b.body = $1 AND b.item = 'follow_up' AND b.front
   AND ($2 = 0 OR b.holder = current_setting('hejie.principal')::uuid)
   AND ($3 = 9999 OR b.turn_on
           <= d.today + $3)
   AND (b.turn_on, b.stream, b.no) > ($4, $5, $6)
 ORDER BY b.turn_on, b.stream, b.no
 LIMIT $7
