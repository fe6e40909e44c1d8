-- GET /api/v1/entries
-- zh: 指标所数的记录(按记录种类),新的在前
-- en: Entries of some kinds, as rates count them, the newest first
-- right: read
-- class: slow
-- shape: page
-- param: kinds text query
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: body uuid query 00000000000000000000000000000000
-- param: before_us int8 query 9007199254740991
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int8 query 9007199254740991
-- param: limit int4 query 50 1..200
SELECT e.stream AS "id",
       h.code AS "code",
       s.wrapped AS "key#key",
       h.title AS "title#sealed",
       e.seq AS "position",
       e.kind AS "kind",
       (e.at AT TIME ZONE 'Asia/Shanghai')::date AS "on",
       'before_us=' || u.us || '&before_id='
           || replace(e.stream::text, '-', '') || '&before_no=' || e.seq
           AS "cursor#next"
  FROM hejie.head h
  JOIN hejie.event e ON e.stream = h.stream
 CROSS JOIN LATERAL (
       SELECT (extract(epoch FROM e.at) * 1000000)::bigint AS us OFFSET 0) u
  LEFT JOIN hejie.subject_key s ON s.stream = h.stream AND s.subject = 'title'
 WHERE h.kind = 'dispute'
   AND h.last_at >= $2::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND e.kind = ANY (string_to_array($1, ','))
   AND e.at >= $2::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND e.at < ($3 + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = h.stream AND a.until IS NULL
                  AND a.capacity <> 'offered')
   AND ($4 = '00000000-0000-0000-0000-000000000000'
        OR EXISTS (SELECT FROM hejie.procedure p
                    WHERE p.stream = h.stream AND p.body = $4))
   AND (u.us, e.stream, e.seq) < ($5, $6, $7)
 ORDER BY u.us DESC, e.stream DESC, e.seq DESC
 LIMIT $8
