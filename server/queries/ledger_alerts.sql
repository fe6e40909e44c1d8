-- GET /api/v1/ledgers/alerts
-- zh: 预警:险情、过了期和快到期的程序、没人接手或者被退回的单子,只列还没办完的,日期近的在前
-- en: Alerts: dangers reported, procedures whose next limit is over or ends soon, orders without holder or sent back again; only what is open, the latest day first
-- right: read
-- class: slow
-- shape: page
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: why text query any alert
-- param: before_on date query 9999-12-31
-- param: before_id uuid query ffffffffffffffffffffffffffffffff
-- param: before_no int8 query 9007199254740991
-- param: limit int4 query 50 1..200
WITH body AS MATERIALIZED (SELECT hejie.bodies() AS id),
-- Each with a number of its own: a dispute can stand here for several reasons.
found AS (
    SELECT p.stream, p.no::bigint * 3 AS no, p.next_on AS on,
           CASE WHEN p.next_on < (SELECT
                     (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
                THEN 'over' ELSE 'soon' END AS why,
           p.body, p.next_rule AS limit, NULL AS danger, NULL AS number
      FROM body
      JOIN hejie.procedure p ON p.body = body.id
     WHERE p.phase IN ('opened', 'accepted', 'mediating', 'settled')
       AND CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END
           BETWEEN $1 AND least($2, '9999-12-30')
     UNION ALL
    SELECT o.stream, o.no * 3 + 1, o.received_on,
           CASE WHEN o.holder IS NULL THEN 'nobody' ELSE 'bounced' END,
           o.holder, NULL, NULL, o.number
      FROM body
      JOIN hejie.board b ON b.body = body.id AND b.item = 'order' AND b.front
      JOIN hejie.work_order o ON o.stream = b.stream AND o.no = b.no
     WHERE (o.holder IS NULL OR o.bounces > 0)
       AND o.received_on BETWEEN $1 AND $2
     UNION ALL
    SELECT e.stream, e.seq * 3 + 2, u.on, 'danger',
           (SELECT p.body FROM hejie.procedure p
             WHERE p.stream = h.stream
               AND p.phase IN ('opened', 'accepted', 'mediating', 'settled')
             ORDER BY p.no DESC LIMIT 1), NULL,
           e.bytes::json -> 'body' ->> 'danger', NULL
      FROM hejie.head h
      JOIN hejie.event e ON e.stream = h.stream
     CROSS JOIN LATERAL (
           SELECT (e.at AT TIME ZONE 'Asia/Shanghai')::date AS on OFFSET 0) u
     WHERE h.kind = 'dispute'
       AND h.last_at >= $1::timestamp AT TIME ZONE 'Asia/Shanghai'
       AND e.kind = 'danger_reported' AND u.on BETWEEN $1 AND $2
       AND NOT EXISTS (
           SELECT FROM hejie.event v
            WHERE v.stream = e.stream AND v.kind = 'voided'
              AND (v.bytes::json -> 'body' ->> 'seq')::bigint = e.seq)
       AND EXISTS (SELECT FROM hejie.procedure p
                    WHERE p.stream = h.stream AND p.phase
                       IN ('opened', 'accepted', 'mediating', 'settled'))
       AND EXISTS (SELECT FROM hejie.access a
                    WHERE a.stream = h.stream AND a.until IS NULL
                      AND a.body IN (SELECT id FROM body)
                      AND a.capacity <> 'offered'))
SELECT f.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       f.no AS "alert",
       f.on AS "on",
       f.why AS "why",
       f.limit AS "limit",
       f.danger AS "danger",
       f.number AS "number",
       f.body AS "holder",
       'before_on=' || f.on || '&before_id='
           || replace(f.stream::text, '-', '') || '&before_no=' || f.no
           AS "cursor#next"
  FROM (SELECT DISTINCT * FROM found f
         WHERE ($3 = 'any' OR f.why = $3)
           AND (f.on, f.stream, f.no) < ($4, $5, $6)
         ORDER BY f.on DESC, f.stream DESC, f.no DESC
         LIMIT $7) f
  JOIN hejie.head h ON h.stream = f.stream
  LEFT JOIN hejie.subject_key k ON k.stream = f.stream AND k.subject = 'title'
 ORDER BY f.on DESC, f.stream DESC, f.no DESC
