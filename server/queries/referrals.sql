-- GET /api/v1/referrals
-- zh: 待本单位接收的移交
-- en: Offers that wait for one's own body
-- right: read
-- class: fast
-- shape: page
-- param: org uuid actor
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: limit int4 query 50 1..200
SELECT r.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       r.no AS "referral",
       r.kind AS "kind",
       r.from_body AS "from",
       r.offered_on AS "offered_on",
       r.rule AS "rule",
       'after_on=' || r.offered_on || '&after_id='
           || replace(r.stream::text, '-', '') AS "cursor#next"
  FROM hejie.referral r
  JOIN hejie.head h ON h.stream = r.stream
  LEFT JOIN hejie.subject_key k ON k.stream = r.stream AND k.subject = 'title'
 WHERE r.to_body = $1 AND r.state = 'offered'
   AND (r.offered_on, r.stream) > ($2, $3)
 ORDER BY r.offered_on, r.stream
 LIMIT $4
