-- GET /api/v1/ledgers/matters
-- zh: 登记簿:本单位办的每一件(可只列排查出来的),新立的在前
-- en: The register: each matter of one's own body (or those that screening found), the newest first
-- right: read
-- class: slow
-- shape: page
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: channel text query any channel
-- param: screened int4 query 0 0..1
-- param: before_on date query 9999-12-31
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int4 query 2147483647
-- param: limit int4 query 50 1..200
SELECT p.stream AS "id",
       h.code AS "code",
       s.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "procedure",
       q.of ->> 'number' AS "number",
       p.channel AS "channel",
       c.zh AS "category_zh",
       c.en AS "category_en",
       o.source AS "source",
       p.opened_on AS "opened_on",
       (q.of ->> 'accepted_on')::date AS "accepted_on",
       (SELECT string_agg(m.snapshot::json ->> 'name', '、' ORDER BY m.stream)
          FROM hejie.head m
         WHERE m.stream = ANY (p.mediators) AND m.kind = 'person')
           AS "mediators",
       p.sessions AS "sessions",
       (SELECT a ->> 'form'
          FROM json_array_elements(h.snapshot::json -> 'agreement') a
         WHERE (a ->> 'procedure')::integer = p.no
           AND a ->> 'state' = 'effective'
         ORDER BY (a ->> 'no')::integer DESC LIMIT 1) AS "agreement",
       CASE WHEN p.phase = 'settled' THEN 'settled'
            WHEN p.ground IS NULL THEN 'running' ELSE p.ground END AS "outcome",
       p.ended_on AS "ended_on",
       'before_on=' || t.turn_on || '&before_id='
           || replace(t.stream::text, '-', '') || '&before_no=' || t.no
           AS "cursor#next"
  FROM (SELECT b.turn_on, b.stream, b.no
          FROM hejie.board b
         WHERE b.body = $1 AND b.item = 'procedure' AND b.front
           AND b.turn_on BETWEEN $2 AND $3
           AND ($4 = 'any'
                OR EXISTS (SELECT FROM hejie.procedure p
                            WHERE p.stream = b.stream AND p.no = b.no
                              AND p.channel = $4))
           AND ($5 = 0
                OR EXISTS (SELECT FROM hejie.origin o
                            WHERE o.stream = b.stream
                              AND o.source IN ('grid', 'ex_officio')))
           AND (b.turn_on, b.stream, b.no) < ($6, $7, $8)
         ORDER BY b.turn_on DESC, b.stream DESC, b.no DESC
         LIMIT $9) t
  JOIN hejie.procedure p ON p.stream = t.stream AND p.no = t.no
  JOIN hejie.origin o ON o.stream = t.stream
  JOIN hejie.head h ON h.stream = t.stream
  LEFT JOIN hejie.subject_key s ON s.stream = t.stream AND s.subject = 'title'
  LEFT JOIN LATERAL (
       SELECT x AS of FROM json_array_elements(h.snapshot::json -> 'procedure') x
        WHERE (x ->> 'no')::integer = p.no) q ON true
  LEFT JOIN hejie.category c
    ON c.code_set = 'moj' AND c.code = h.snapshot::json ->> 'category_moj'
 ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
