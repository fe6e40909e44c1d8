-- GET /api/v1/bundles
-- zh: 卷袋:在谁处、自何日、缺什么
-- en: Bundles of paper: with whom, since when, what is missing
-- right: read
-- class: fast
-- shape: page
-- param: state text query any
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT b.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       b.no AS "bundle",
       b.procedure AS "procedure",
       b.owner AS "owner",
       b.state AS "state",
       b.pieces AS "pieces",
       b.pages AS "pages",
       b.since AS "since",
       b.missing AS "missing#json",
       'hejie:' || h.code || ':' || b.no AS "qr",
       '纠纷' || h.code || ' 卷袋' || b.no || ',共' || b.pieces || '件'
           || b.pages || '页' AS "slip",
       'after_on=' || t.turn_on || '&after_id='
           || replace(b.stream::text, '-', '') || '&after_no=' || b.no
           AS "cursor#next"
  FROM (SELECT DISTINCT t.turn_on, t.stream, t.no
          FROM hejie.bodies() r(body)
         CROSS JOIN LATERAL (
               SELECT b.turn_on, b.stream, b.no
                 FROM hejie.board b
                WHERE b.body = r.body AND b.item = 'bundle' AND b.front
                  AND ($1 = 'any' OR b.word = $1)
                  AND (b.turn_on, b.stream, b.no) > ($2, $3, $4)
                ORDER BY b.turn_on, b.stream, b.no
                LIMIT $5) t
         ORDER BY t.turn_on, t.stream, t.no
         LIMIT $5) t
  JOIN hejie.bundle b ON b.stream = t.stream AND b.no = t.no
  JOIN hejie.head h ON h.stream = b.stream
  LEFT JOIN hejie.subject_key k ON k.stream = b.stream AND k.subject = 'title'
 ORDER BY t.turn_on, t.stream, t.no
