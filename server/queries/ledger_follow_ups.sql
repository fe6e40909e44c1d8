-- GET /api/v1/ledgers/follow-ups
-- zh: 回访台账:本单位办的纠纷里记下的每一次回访,新的在前
-- en: The book of follow-ups in the matters of one's own body, the newest first
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
SELECT e.stream AS "id",
       h.code AS "code",
       s.wrapped AS "key#key",
       h.title AS "title#sealed",
       e.seq::integer AS "position",
       u.on AS "on",
       a.snapshot::json ->> 'name' AS "by",
       e.bytes::json -> 'body' ->> 'manner' AS "manner",
       e.bytes::json -> 'body' ->> 'satisfaction' AS "satisfaction",
       'before_on=' || u.on || '&before_id='
           || replace(e.stream::text, '-', '') || '&before_no=' || e.seq
           AS "cursor#next"
  FROM hejie.head h
  JOIN hejie.event e ON e.stream = h.stream
 CROSS JOIN LATERAL (
       SELECT (e.at AT TIME ZONE 'Asia/Shanghai')::date AS on OFFSET 0) u
  LEFT JOIN hejie.head a
    ON a.stream = CASE WHEN length(e.bytes::json ->> 'actor') = 32
                       THEN (e.bytes::json ->> 'actor')::uuid END
   AND a.kind = 'person'
  LEFT JOIN hejie.subject_key s ON s.stream = h.stream AND s.subject = 'title'
 WHERE h.kind = 'dispute'
   AND h.last_at >= $2::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND e.kind = 'follow_up_recorded'
   AND e.at >= $2::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND e.at < (least($3, '9999-12-30') + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND NOT EXISTS (SELECT FROM hejie.event v
                    WHERE v.stream = e.stream AND v.kind = 'voided'
                      AND (v.bytes::json -> 'body' ->> 'seq')::bigint = e.seq)
   AND EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = h.stream AND a.until IS NULL
                  AND a.capacity <> 'offered')
   AND EXISTS (SELECT FROM hejie.procedure p
                WHERE p.stream = h.stream AND p.body = $1)
   AND (u.on, e.stream, e.seq) < ($4, $5, $6)
 ORDER BY u.on DESC, e.stream DESC, e.seq DESC
 LIMIT $7
