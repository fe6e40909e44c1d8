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
       'after_on=' || b.turn_on || '&after_id='
           || replace(p.stream::text, '-', '') || '&after_no=' || p.no
           AS "cursor#next"
  FROM (SELECT DISTINCT t.turn_on, t.stream, t.no
          FROM hejie.bodies() r(body)
         CROSS JOIN LATERAL (
               SELECT b.turn_on, b.stream, b.no
                 FROM hejie.board b
                WHERE b.body = r.body AND b.item = 'petition'
                  AND (b.front OR $4 = 1)
                  AND ($1 = 'any' OR b.word = $1)
                  AND ($3 = '00000000-0000-0000-0000-000000000000'
                       OR b.holder = $3)
                  AND ($2 = 'any' OR b.number = $2)
                  AND (b.turn_on, b.stream, b.no) > ($5, $6, $7)
                ORDER BY b.turn_on, b.stream, b.no
                LIMIT $8) t
         ORDER BY t.turn_on, t.stream, t.no
         LIMIT $8) b
  JOIN hejie.petition p ON p.stream = b.stream AND p.no = b.no
  JOIN hejie.head h ON h.stream = p.stream
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
  LEFT JOIN hejie.petition_word a ON a.word = p.act
  LEFT JOIN hejie.petition_word n ON n.word = p.notice
  CROSS JOIN (SELECT (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
                  AS today) d
 ORDER BY b.turn_on, b.stream, b.no
