-- GET /api/v1/ledgers/dossiers
-- zh: 案卷:本单位办的每一卷(可只列调解已结束的),材料有几样缺几样,新立的在前
-- en: Files: each of one's own body (or those in which mediation is over), which papers are there and missing, the newest first
-- right: read
-- class: slow
-- shape: page
-- param: org uuid actor
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: channel text query any channel
-- param: ended int4 query 0 0..1
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
       p.opened_on AS "opened_on",
       CASE WHEN p.phase = 'settled' THEN 'settled'
            WHEN p.ground IS NULL THEN 'running' ELSE p.ground END AS "outcome",
       p.ended_on AS "ended_on",
       CASE WHEN h.snapshot IS NOT NULL
            THEN ARRAY[h.snapshot, p.no::text] END AS "papers#dossier",
       (q.of ->> 'archived_on')::date AS "archived_on",
       (q.of ->> 'kept_until')::date AS "kept_until",
       'before_on=' || t.turn_on || '&before_id='
           || replace(t.stream::text, '-', '') || '&before_no=' || t.no
           AS "cursor#next"
  FROM (SELECT b.turn_on, b.stream, b.no
          FROM hejie.board b
         WHERE b.body = $1 AND b.item = 'procedure' AND b.front
           AND b.turn_on BETWEEN $2 AND $3
           AND (($4 = 'any' AND $5 = 0)
                OR EXISTS (SELECT FROM hejie.procedure p
                            WHERE p.stream = b.stream AND p.no = b.no
                              AND ($4 = 'any' OR p.channel = $4)
                              AND ($5 = 0 OR p.phase NOT IN
                                   ('opened', 'accepted', 'mediating'))))
           AND (b.turn_on, b.stream, b.no) < ($6, $7, $8)
         ORDER BY b.turn_on DESC, b.stream DESC, b.no DESC
         LIMIT $9) t
  JOIN hejie.procedure p ON p.stream = t.stream AND p.no = t.no
  JOIN hejie.head h ON h.stream = t.stream
  LEFT JOIN hejie.subject_key s ON s.stream = t.stream AND s.subject = 'title'
  LEFT JOIN LATERAL (
       SELECT x AS of FROM json_array_elements(h.snapshot::json -> 'procedure') x
        WHERE (x ->> 'no')::integer = p.no) q ON true
 ORDER BY t.turn_on DESC, t.stream DESC, t.no DESC
