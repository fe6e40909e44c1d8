-- GET /api/v1/petitions
-- zh: 信访看板:按下一法定行为先后
-- en: The petition board, by the next statutory act
-- right: read
-- class: fast
-- shape: page
-- param: act text query any
-- param: number text query any
-- param: holder uuid query 00000000000000000000000000000000
-- param: all int4 query 0 0..1
-- param: after_on date query 0001-01-01
-- param: after_id uuid query 00000000000000000000000000000000
-- param: after_no int4 query 0
-- param: limit int4 query 50 1..200
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "petition",
       p.procedure AS "procedure",
       p.number AS "number",
       p.class AS "class",
       p.way AS "way",
       p.matter AS "matter",
       p.law AS "law",
       p.stage AS "stage",
       p.live AS "live",
       p.ended AS "ended",
       p.received_on AS "received_on",
       p.act AS "act",
       a.zh AS "act_zh",
       a.en AS "act_en",
       p.holder AS "holder",
       p.next_on AS "last_day",
       p.next_on - d.today AS "days_left",
       d.today::text || '/' || p.next_on::text
           AS "working_days_left#workdays",
       p.rule AS "rule",
       p.article AS "article",
       p.certainty AS "certainty",
       p.provisional AS "provisional",
       p.notice AS "notice",
       n.zh AS "notice_zh",
       n.en AS "notice_en",
       'after_on=' || p.turn_on::text || '&after_id='
           || replace(p.stream::text, '-', '') || '&after_no=' || p.no
           AS "cursor#next"
  FROM hejie.petition p
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
  LEFT JOIN hejie.petition_word a ON a.word = p.act
  LEFT JOIN hejie.petition_word n ON n.word = p.notice
  CROSS JOIN (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date
                  AS today) d
 WHERE (p.live OR $4 = 1)
   AND ($1 = 'any' OR p.act = $1)
   AND ($2 = 'any' OR p.number = $2)
   AND ($3 = '00000000-0000-0000-0000-000000000000' OR p.holder = $3)
   AND (p.turn_on, p.stream, p.no) > ($5, $6, $7)
 ORDER BY p.turn_on, p.stream, p.no
 LIMIT $8
