-- GET /api/v1/ledgers/petitions
-- zh: 信访登记簿:本单位能看到的信访事项,新收的在前
-- en: The register of petitions that one's own body sees, the newest first
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
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "petition",
       p.number AS "number",
       p.received_on AS "received_on",
       p.class AS "class",
       p.way AS "way",
       p.holder AS "holder",
       p.stage AS "stage",
       a.zh AS "act_zh",
       a.en AS "act_en",
       p.next_on AS "next_on",
       'before_on=' || p.received_on || '&before_id='
           || replace(p.stream::text, '-', '') || '&before_no=' || p.no
           AS "cursor#next"
  FROM hejie.board b
  JOIN hejie.petition p ON p.stream = b.stream AND p.no = b.no
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
  LEFT JOIN hejie.petition_word a ON a.word = p.act
 WHERE b.body = $1 AND b.item = 'petition'
   AND p.received_on BETWEEN $2 AND $3
   AND (p.received_on, p.stream, p.no) < ($4, $5, $6)
 ORDER BY p.received_on DESC, p.stream DESC, p.no DESC
 LIMIT $7
