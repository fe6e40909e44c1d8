-- GET /api/v1/offers/turned-down
-- zh: 本单位发出、逾期没人接收或者被退回、还没有重新移交的
-- en: Offers of one's own body that lapsed or were refused, and were not made anew
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT d.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       d.no AS "referral",
       r.kind AS "kind",
       d.state AS "state",
       r.to_body AS "to",
       d.offered_on AS "offered_on",
       'after_on=' || d.offered_on || '&after_id='
           || replace(d.stream::text, '-', '') || '&after_no=' || d.no
           AS "cursor#next"
  FROM hejie.turned_down d
  JOIN hejie.referral r ON r.stream = d.stream AND r.no = d.no
  JOIN hejie.head h ON h.stream = d.stream
  LEFT JOIN hejie.subject_key k ON k.stream = d.stream AND k.subject = 'title'
 WHERE d.from_body = $1
   AND (d.offered_on, d.stream, d.no) > ($2, $3, $4)
 ORDER BY d.offered_on, d.stream, d.no
 LIMIT $5
