-- GET /api/v1/today
-- zh: 今天:本人承办和代办、尚未指定承办人、承办人都已离开本单位的程序,负责人另有部分承办人已离开的程序,按下一期限先后
-- en: Today: procedures of one's own, of whom one stands in for, of nobody yet, or whose mediators have left (for the head: one of them), by the next limit
-- right: read
-- class: fast
-- shape: list
-- param: org uuid actor
-- param: limit int4 query 100 1..200
WITH away AS MATERIALIZED (
    SELECT a.stream AS id
      FROM hejie.absence a
     WHERE a.cover = current_setting('hejie.principal')::uuid
       AND (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
           BETWEEN a.first AND a.last
       AND EXISTS (SELECT FROM hejie.head s
                    WHERE s.stream = a.stream
                      AND s.snapshot::json ->> 'left' IS NULL
                      AND (s.snapshot::json ->> 'org')::uuid = $1)),
who AS MATERIALIZED (
    SELECT w.id, coalesce((SELECT s.snapshot::jsonb -> 'roles' ? 'head'
              FROM hejie.head s WHERE s.stream = w.id), false) AS head
      FROM (SELECT current_setting('hejie.principal')::uuid AS id) w),
-- Those who handle something together; up to which day none and up to which not
-- all of them serve here: who has left never does, who went to another body in
-- nothing that was opened before.
team AS MATERIALIZED (
    SELECT t.team,
           t.team = '{}' OR who.id = ANY (t.team)
                OR t.team && ARRAY(SELECT a.id FROM away a) AS own,
           gone.all_until,
           CASE WHEN who.head THEN gone.one_until ELSE gone.all_until END
                AS tell_until
      FROM hejie.teams() t(team)
     CROSS JOIN who
     CROSS JOIN LATERAL (
           SELECT min(g.until) AS all_until, max(g.until) AS one_until
             FROM unnest(t.team) m(id)
             LEFT JOIN hejie.head s ON s.stream = m.id
                   AND s.snapshot::json ->> 'left' IS NULL
            CROSS JOIN LATERAL (
                  SELECT CASE WHEN s.stream IS NULL THEN 'infinity'
                         ELSE coalesce(max(v.until), '-infinity') END AS until
                    FROM hejie.moved v
                   WHERE v.stream = s.stream AND v.org = $1
                     AND (s.snapshot::json ->> 'org')::uuid <> $1) g) gone),
mine AS (
    SELECT p.*, t.own, coalesce(coalesce(p.opened_on, 'infinity') <= CASE
                WHEN p.phase = 'settled' THEN t.all_until ELSE t.tell_until END,
                false) AS to_replace
      FROM team t
     CROSS JOIN LATERAL hejie.team_work(t.team,
                CASE WHEN t.own THEN 'infinity' ELSE t.tell_until END, $2) w
      JOIN hejie.procedure p ON p.stream = w.stream AND p.no = w.no
     WHERE t.own OR t.tell_until > '-infinity'),
-- The next limits, and as much for which none runs: it may be new.
shown AS (
    SELECT * FROM mine p
     WHERE own OR to_replace
     ORDER BY row_number() OVER (PARTITION BY p.next_on IS NULL
                                 ORDER BY p.next_on, p.stream, p.no),
              p.next_on
     LIMIT $2)
SELECT p.stream AS "id",
       h.code AS "code",
       k.wrapped AS "key#key",
       h.title AS "title#sealed",
       p.no AS "procedure",
       p.channel AS "channel",
       p.phase AS "phase",
       coalesce(x.stage, w.stage) AS "stage",
       coalesce(x.holder, w.holder, m.body) AS "turn",
       p.attempts AS "attempts",
       p.to_replace AS "mediators_left",
       p.opened_on AS "opened_on",
       d.today AS "today",
       c.due_on AS "last_day",
       c.due_on - d.today AS "days_left",
       d.today::text || '/' || c.due_on::text
           AS "working_days_left#workdays",
       c.rule AS "rule",
       c.effect AS "effect",
       c.certainty AS "certainty",
       c.provisional AS "provisional",
       (SELECT min((a ->> 'starts')::timestamptz)
          FROM json_array_elements(h.snapshot::json -> 'appointment') a
         WHERE (a ->> 'procedure')::integer = p.no
           AND a -> 'held' IS NULL AND a -> 'cancelled' IS NULL)
           AS "session_at",
       (SELECT count(*) FROM hejie.service s
         WHERE s.stream = p.stream AND s.procedure = p.no AND s.body = $1
           AND s.state IN ('owed', 'returned')) AS "notices",
       r.offered_on AS "offered_on",
       o.snapshot::json ->> 'name' AS "offered_to",
       (SELECT s.snapshot::json ->> 'name'
          FROM away a JOIN hejie.head s ON s.stream = a.id
         WHERE a.id = ANY (p.mediators)
           AND current_setting('hejie.principal')::uuid <> ALL (p.mediators)
         ORDER BY a.id LIMIT 1) AS "stands_in_for"
  FROM shown p
  JOIN hejie.head h ON h.stream = p.stream
 CROSS JOIN (SELECT (SELECT (hejie.moment() AT TIME ZONE 'Asia/Shanghai')::date)
                 AS today) d
  LEFT JOIN hejie.subject_key k ON k.stream = p.stream AND k.subject = 'title'
  LEFT JOIN LATERAL (
       -- The limit that is over and unmet, or the next that runs.
       SELECT c.due_on, c.rule, c.effect, c.certainty, c.provisional
         FROM hejie.clock c
        WHERE c.stream = p.stream
          AND c.state IN ('fired', 'running')
          AND c.rule = p.next_rule AND c.due_on = p.next_on
        ORDER BY c.due_on, c.no LIMIT 1) c ON true
  LEFT JOIN LATERAL (
       SELECT r.offered_on, r.to_body FROM hejie.referral r
        WHERE r.stream = p.stream AND r.from_body = $1 AND r.state = 'offered'
        ORDER BY r.no LIMIT 1) r ON true
  LEFT JOIN hejie.head o ON o.stream = r.to_body AND o.kind = 'organisation'
  -- How far it is where its channel has a flow of its own, and with whom.
  LEFT JOIN LATERAL (
       SELECT x.stage, x.holder FROM hejie.petition x
        WHERE p.channel = 'petition'
          AND x.stream = p.stream AND x.procedure = p.no
        ORDER BY x.no DESC LIMIT 1) x ON true
  LEFT JOIN LATERAL (
       SELECT w.stage, w.holder FROM hejie.work_order w
        WHERE p.channel IN ('hotline', 'report')
          AND w.stream = p.stream AND w.procedure = p.no
        ORDER BY w.no DESC LIMIT 1) w ON true
  LEFT JOIN LATERAL (
       SELECT q.body FROM hejie.procedure q
        WHERE p.channel = 'suit' AND p.phase = 'opened'
          AND q.stream = p.stream AND q.channel = 'assigned'
          AND q.phase IN ('opened', 'accepted', 'mediating')
        ORDER BY q.no LIMIT 1) m ON true
 ORDER BY CASE WHEN p.next_on IS NULL THEN '9999-12-31' ELSE p.next_on END,
          p.stream, p.no
