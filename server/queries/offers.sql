-- GET /api/v1/offers
-- zh: 本单位发出、还没有单位接收的移交
-- en: Offers of one's own body that nobody has answered
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT r.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       r.no AS "referral",
       r.kind AS "kind",
       r.to_body AS "to",
       r.offered_on AS "offered_on",
       r.rule AS "rule",
       'after_on=' || r.offered_on || '&after_id='
           || replace(r.stream::text, '-', '') || '&after_no=' || r.no
           AS "cursor#next"
  FROM hejie.referral r
  JOIN hejie.head h ON h.stream = r.stream
  LEFT JOIN hejie.subject_key k ON k.stream = r.stream AND k.subject = 'title'
 WHERE r.from_body = $1 AND r.state = 'offered'
   AND (r.offered_on, r.stream, r.no) > ($2, $3, $4)
 ORDER BY r.offered_on, r.stream, r.no
 LIMIT $5
