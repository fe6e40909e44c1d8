-- GET /api/v1/ledgers/supervision
-- zh: 督办台账:本单位能看到的、督办过的单子,新督办的在前
-- en: The book of orders that were supervised, the newest supervision first
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
SELECT o.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       o.no AS "order",
       o.number AS "number",
       o.received_on AS "received_on",
       o.supervised_on AS "supervised_on",
       o.supervision AS "supervision",
       o.holder AS "holder",
       o.stage AS "stage",
       o.bounces AS "bounces",
       o.next_on AS "next_on",
       o.replied_on AS "replied_on",
       'before_on=' || o.supervised_on || '&before_id='
           || replace(o.stream::text, '-', '') || '&before_no=' || o.no
           AS "cursor#next"
  FROM hejie.board b
  JOIN hejie.work_order o ON o.stream = b.stream AND o.no = b.no
  JOIN hejie.head h ON h.stream = o.stream
  LEFT JOIN hejie.subject_key k ON k.stream = o.stream AND k.subject = 'title'
 WHERE b.body = $1 AND b.item = 'order'
   AND o.supervised_on BETWEEN $2 AND $3
   AND (o.supervised_on, o.stream, o.no) < ($4, $5, $6)
 ORDER BY o.supervised_on DESC, o.stream DESC, o.no DESC
 LIMIT $7
