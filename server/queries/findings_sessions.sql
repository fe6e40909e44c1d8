-- GET /api/v1/findings/sessions
-- zh: 调解次数核查:可疑的调解,补录与逾期分开列
-- en: Sittings to look into; late records apart from late acts
-- right: read
-- class: slow
-- shape: list
-- param: from date query 0001-01-01
-- param: to date query 9999-12-31
-- param: late_days int4 query 3 0..3650
-- param: limit int4 query 200 1..1000
WITH s AS MATERIALIZED (
    SELECT t.stream, t.no, t.procedure, t.body, t.mediators, t.starts, t.ends,
           t.one_side, t.text_digest, t.logged_at
      FROM hejie.sitting t
     WHERE NOT t.voided
       AND CASE WHEN t.starts IS NULL THEN t.logged_at ELSE t.starts END
           >= $1::timestamp AT TIME ZONE 'Asia/Shanghai'
       AND CASE WHEN t.starts IS NULL THEN t.logged_at ELSE t.starts END
           < ($2 + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
), found AS (
    -- One mediator at two tables: neither is voided, both have their times.
    SELECT 'overlap' AS finding,
           '同一调解员同一时间主持两场调解' AS zh,
           'one mediator sat in two matters at one time' AS en,
           m.mediator, NULL::bigint AS days,
           ARRAY[a.stream, b.stream] AS streams, ARRAY[a.no, b.no] AS nos
      FROM s a
     CROSS JOIN LATERAL unnest(a.mediators) AS m(mediator)
      JOIN s b ON b.mediators @> ARRAY[m.mediator]
              AND (a.stream, a.no) < (b.stream, b.no)
              AND (a.stream, a.procedure) <> (b.stream, b.procedure)
              AND (a.starts = b.starts
                   OR a.starts < b.ends AND b.starts < a.ends)
     UNION ALL
    SELECT 'one_side_absent', '一方未到场,也没有通知过',
           'one side was neither there nor told', s.mediators[1], NULL,
           ARRAY[s.stream], ARRAY[s.no]
      FROM s WHERE s.one_side
     UNION ALL
    -- Blanks and punctuation aside; how long a text is says nothing.
    SELECT 'same_text', '多份调解记录内容相同', 'several records say the same',
           min(s.mediators[1]), NULL, array_agg(s.stream ORDER BY s.stream, s.no),
           array_agg(s.no ORDER BY s.stream, s.no)
      FROM s WHERE s.text_digest IS NOT NULL
     GROUP BY s.text_digest, s.body HAVING count(*) > 1
     UNION ALL
    -- Held in time, entered late: the record is late, not the act.
    SELECT 'late_record', '调解按时进行,记录补录较晚',
           'the sitting was entered days after it was held', s.mediators[1],
           d.days, ARRAY[s.stream], ARRAY[s.no]
      FROM s
     CROSS JOIN LATERAL (SELECT
           ((s.logged_at AT TIME ZONE 'Asia/Shanghai')::date
            - (coalesce(s.ends, s.starts) AT TIME ZONE 'Asia/Shanghai')::date)
           ::bigint AS days) d
     WHERE d.days > $3
     UNION ALL
    -- Held after a limit of its procedure was over: the act is late.
    SELECT 'late_act', '调解在期限届满后进行',
           'the sitting was held after a limit was over', s.mediators[1],
           max((s.starts AT TIME ZONE 'Asia/Shanghai')::date - c.due_on)::bigint,
           ARRAY[s.stream], ARRAY[s.no]
      FROM s
      JOIN hejie.clock c ON c.stream = s.stream AND c.procedure = s.procedure
                        AND c.effect = 'overdue' AND c.state = 'fired'
                        AND c.due <= s.starts
     GROUP BY s.stream, s.no, s.mediators[1]
)
SELECT f.finding AS "finding",
       f.zh AS "reason_zh",
       f.en AS "reason_en",
       f.mediator AS "mediator",
       f.days AS "days",
       (SELECT '[' || string_agg('{"dispute":"' || replace(x.stream::text, '-', '')
               || '","session":' || x.no || '}', ',' ORDER BY x.n) || ']'
          FROM unnest(f.streams, f.nos) WITH ORDINALITY AS x(stream, no, n))
           AS "sessions#json"
  FROM found f
 ORDER BY f.finding, f.streams, f.nos
 LIMIT $4
