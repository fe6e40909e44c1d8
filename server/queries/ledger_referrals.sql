-- GET /api/v1/ledgers/referrals
-- zh: 移送台账:本单位转出和收到的,新的在前
-- en: The book of referrals that one's own body made and got, the newest first
-- right: read
-- class: slow
-- shape: page
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: before_on date query 9999-12-31
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int4 query 2147483647
-- param: limit int4 query 50 1..200
SELECT r.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       r.no AS "referral",
       CASE WHEN r.from_body = $1 THEN 'out' ELSE 'in' END AS "way",
       r.kind AS "kind",
       r.from_body AS "from",
       r.to_body AS "to",
       r.offered_on AS "offered_on",
       r.state AS "state",
       'before_on=' || r.offered_on || '&before_id='
           || replace(r.stream::text, '-', '') || '&before_no=' || r.no
           AS "cursor#next"
  FROM (SELECT * FROM (
               (SELECT * FROM hejie.referral r
                 WHERE r.from_body = $1
                   AND r.offered_on BETWEEN $2 AND $3
                   AND (r.offered_on, r.stream, r.no) < ($4, $5, $6)
                 ORDER BY r.offered_on DESC, r.stream DESC, r.no DESC
                 LIMIT $7)
                 UNION
               (SELECT * FROM hejie.referral r
                 WHERE r.to_body = $1
                   AND r.offered_on BETWEEN $2 AND $3
                   AND (r.offered_on, r.stream, r.no) < ($4, $5, $6)
                 ORDER BY r.offered_on DESC, r.stream DESC, r.no DESC
                 LIMIT $7)) r
         ORDER BY r.offered_on DESC, r.stream DESC, r.no DESC
         LIMIT $7) r
  JOIN hejie.head h ON h.stream = r.stream
  LEFT JOIN hejie.subject_key k ON k.stream = r.stream AND k.subject = 'title'
 ORDER BY r.offered_on DESC, r.stream DESC, r.no DESC
