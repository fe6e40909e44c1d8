-- GET /api/v1/orders
-- zh: 派单看板:工单和上报,按下一期限先后
-- en: The dispatch board: orders and reports, by the next limit
-- right: read
-- class: fast
-- shape: page
-- param: stage text query any stage
-- param: number text query any
-- param: holder uuid query 00000000000000000000000000000000
-- param: bounces int4 query 0 0..1000
-- param: ownerless int8 query 0 0..100000000
-- param: all int4 query 0 0..1
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT o.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       o.no AS "order",
       o.procedure AS "procedure",
       o.channel AS "channel",
       o.number AS "number",
       o.stage AS "stage",
       o.live AS "live",
       o.holder AS "holder",
       o.unit AS "unit",
       o.unit_state AS "unit_state",
       o.assisting AS "assisting",
       o.superior AS "superior",
       o.designated AS "designated",
       o.bounces AS "bounces",
       o.redo AS "redo",
       hejie.ownerless(o.ownerless_ms, o.ownerless_since)
           AS "ownerless_minutes",
       o.received_on AS "received_on",
       o.replied_on AS "replied_on",
       o.satisfaction AS "satisfaction",
       o.supervision AS "supervision",
       o.supervised_on AS "supervised_on",
       CASE WHEN o.danger THEN 'red' END AS "risk_colour",
       (SELECT c.colour FROM hejie.clock_colour c WHERE c.share <= m.used
         ORDER BY c.share DESC LIMIT 1) AS "clock_colour",
       m.used AS "used_percent",
       o.first_on AS "first_on",
       o.next_on AS "next_on",
       o.next_rule AS "next_rule",
       'after_on=' || b.turn_on || '&after_id='
           || replace(o.stream::text, '-', '') || '&after_no=' || o.no
           AS "cursor#next"
  FROM (SELECT DISTINCT t.turn_on, t.stream, t.no
          FROM hejie.bodies() r(body)
         CROSS JOIN LATERAL (
               SELECT b.turn_on, b.stream, b.no
                 FROM hejie.board b
                WHERE b.body = r.body AND b.item = 'order'
                  AND (b.front OR $6 = 1)
                  AND ($1 = 'any' OR b.word = $1)
                  AND ($3 = '00000000-0000-0000-0000-000000000000'
                       OR b.holder = $3)
                  AND ($4 = 0 OR b.bounced)
                  AND ($2 = 'any' OR b.number = $2)
                  AND ($4 = 0 AND $5 = 0
                       OR EXISTS (
                           SELECT FROM hejie.work_order o
                            WHERE o.stream = b.stream AND o.no = b.no
                              AND o.bounces >= $4
                              AND hejie.ownerless(o.ownerless_ms,
                                      o.ownerless_since) >= $5))
                  AND (b.turn_on, b.stream, b.no) > ($7, $8, $9)
                ORDER BY b.turn_on, b.stream, b.no
                LIMIT $10) t
         ORDER BY t.turn_on, t.stream, t.no
         LIMIT $10) b
  JOIN hejie.work_order o ON o.stream = b.stream AND o.no = b.no
  JOIN hejie.head h ON h.stream = o.stream
  LEFT JOIN hejie.subject_key k ON k.stream = o.stream AND k.subject = 'title'
  CROSS JOIN LATERAL (
       SELECT (100 * extract(epoch FROM hejie.moment()
                       - (o.next_from + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
               / extract(epoch FROM
                   (o.next_on - o.next_from) * interval '1 day'))::integer
               AS used) m
 ORDER BY b.turn_on, b.stream, b.no
