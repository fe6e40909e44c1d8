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
       m.ownerless AS "ownerless_minutes",
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
       'after_on=' || coalesce(o.next_on, '9999-12-31')::text || '&after_id='
           || replace(o.stream::text, '-', '') || '&after_no=' || o.no
           AS "cursor#next"
  FROM hejie.work_order o
  JOIN hejie.head h ON h.stream = o.stream
  LEFT JOIN hejie.subject_key k ON k.stream = o.stream AND k.subject = 'title'
  CROSS JOIN LATERAL (
       SELECT (o.ownerless_ms + CASE WHEN o.ownerless_since IS NULL THEN 0
               ELSE greatest(0, extract(epoch FROM
                   hejie.moment() - o.ownerless_since) * 1000) END)::bigint
               / 60000 AS ownerless,
              (100 * extract(epoch FROM hejie.moment()
                       - (o.next_from + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
               / extract(epoch FROM
                   (o.next_on - o.next_from) * interval '1 day'))::integer
               AS used) m
 WHERE (o.live OR $6 = 1)
   AND ($1 = 'any' OR o.stage = $1)
   AND ($2 = 'any' OR o.number = $2)
   AND ($3 = '00000000-0000-0000-0000-000000000000' OR o.holder = $3)
   AND o.bounces >= $4
   AND m.ownerless >= $5
   AND (CASE WHEN o.next_on IS NULL THEN '9999-12-31' ELSE o.next_on END,
        o.stream, o.no) > ($7, $8, $9)
 ORDER BY CASE WHEN o.next_on IS NULL THEN '9999-12-31' ELSE o.next_on END,
          o.stream, o.no
 LIMIT $10
