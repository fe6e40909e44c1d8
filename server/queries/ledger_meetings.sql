-- GET /api/v1/ledgers/meetings
-- zh: 会商台账:本单位经手的纠纷里记下的每一次会商,新的在前
-- en: The book of joint meetings in the matters of one's own body, the newest first
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
       (SELECT string_agg(coalesce(o.snapshot::json ->> 'name', b.name), '、'
                          ORDER BY b.at)
          FROM json_array_elements_text(e.bytes::json -> 'body' -> 'bodies')
                   WITH ORDINALITY b(name, at)
          LEFT JOIN hejie.head o
            ON o.stream = CASE WHEN b.name ~ '^[0-9a-f]{32}$'
                               THEN b.name::uuid END
           AND o.kind = 'organisation') AS "bodies",
       w.snapshot::json ->> 'name' AS "by",
       'before_on=' || u.on || '&before_id='
           || replace(e.stream::text, '-', '') || '&before_no=' || e.seq
           AS "cursor#next"
  FROM hejie.head h
  JOIN hejie.event e ON e.stream = h.stream
 CROSS JOIN LATERAL (
       SELECT (coalesce((e.bytes::json ->> 'from')::timestamptz, e.at)
               AT TIME ZONE 'Asia/Shanghai')::date AS on OFFSET 0) u
  LEFT JOIN hejie.head w
    ON w.stream = CASE WHEN length(e.bytes::json ->> 'actor') = 32
                       THEN (e.bytes::json ->> 'actor')::uuid END
   AND w.kind = 'person'
  LEFT JOIN hejie.subject_key s ON s.stream = h.stream AND s.subject = 'title'
 WHERE h.kind = 'dispute'
   AND h.last_at >= $2::timestamp AT TIME ZONE 'Asia/Shanghai'
   AND e.kind = 'joint_meeting_recorded'
   AND u.on BETWEEN $2 AND $3
   AND NOT EXISTS (SELECT FROM hejie.event v
                    WHERE v.stream = e.stream AND v.kind = 'voided'
                      AND (v.bytes::json -> 'body' ->> 'seq')::bigint = e.seq)
   AND EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = h.stream AND a.body = $1 AND a.until IS NULL
                  AND a.capacity <> 'offered')
   AND (u.on, e.stream, e.seq) < ($4, $5, $6)
 ORDER BY u.on DESC, e.stream DESC, e.seq DESC
 LIMIT $7
