-- The main derived rows of disputes a second time: in plain SQL over the JSON
-- of the events, sharing nothing with the fold and projection in C.  Prints for
-- each table its rows, how many differ and which; derived.test.mjs runs it.
--
-- head (without snapshot and title), procedure, clock, referral,
-- notice, access, origin, due; and board from what was derived so far and the rows of
-- work_order, petition and bundle.  Not derived here: party_index and text_index,
-- whose tokens need the key file, title, which is sealed, and the other tables of
-- boards and papers (work_order, petition, service, sitting, attachment, bundle,
-- draw, link, finding), which tests/api/rebuild.test.mjs holds against the fold.

SET client_min_messages = warning;

CREATE TEMP TABLE e AS
SELECT e.stream, e.seq, e.kind, e.at, e.bytes::jsonb ->> 'id' AS id,
       e.bytes::jsonb -> 'body' AS b,
       e.bytes::jsonb ->> 'body_of' AS body_of
  FROM hejie.event e
 WHERE EXISTS (SELECT FROM hejie.event r WHERE r.stream = e.stream
                  AND r.seq = 1 AND r.kind = 'registered');
CREATE INDEX ON e (stream, seq);

-- What is set back because an entry was voided: whole entities.
CREATE TEMP TABLE back AS
SELECT stream, seq, b, l.key AS list, x, (x ->> 'no')::integer AS no
  FROM e, jsonb_each(b -> 'back') l,
       jsonb_array_elements(CASE WHEN jsonb_typeof(l.value) = 'array'
                                 THEN l.value ELSE '[]' END) x
 WHERE kind = 'voided' AND jsonb_typeof(x) = 'object';

-- What events say of one entity: the last word counts.
CREATE FUNCTION pg_temp.last(p_what text)
RETURNS TABLE (stream uuid, no integer, seq bigint, kind text, x jsonb, b jsonb)
LANGUAGE sql AS $$
    SELECT DISTINCT ON (stream, n) stream, n, seq, kind, x, b
      FROM (SELECT stream, seq, kind, b, b -> p_what AS x,
                   (b #>> ARRAY[p_what, 'no'])::integer AS n FROM e
             WHERE jsonb_typeof(b -> p_what) = 'object'
            UNION ALL
            SELECT stream, seq, 'voided', b, back.x, no FROM back
             WHERE list = p_what) t
     ORDER BY stream, n, seq DESC
$$;

CREATE TEMP TABLE clock2 AS
SELECT stream, no, x ->> 'rule' AS rule, x ->> 'set' AS set,
       x ->> 'article' AS article, x ->> 'state' AS state,
       x ->> 'effect' AS effect, (x ->> 'procedure')::integer AS procedure,
       (x ->> 'subject')::integer AS subject,
       (x ->> 'party')::integer AS party, (x ->> 'day0')::date AS day0,
       (x ->> 'due_on')::date AS due_on, (x ->> 'due')::timestamptz AS due,
       coalesce((x ->> 'provisional')::boolean, false) AS provisional,
       x ->> 'certainty' AS certainty,
       CASE WHEN b ? 'derivation' OR kind = 'clock_started'
            THEN seq ELSE (x ->> 'seq')::bigint END AS seq,
       seq AS told
  FROM pg_temp.last('clock');

-- A limit of a ladder's step that was over when the matter was moved to another
-- set names the step of the new ladder that took its place.
DO $$
DECLARE
    m record;
BEGIN
    FOR m IN SELECT stream, seq, b FROM e
              WHERE kind = 'rules_migrated' AND b ? 'ladder'
              ORDER BY stream, seq
    LOOP
        UPDATE clock2 c
           SET subject = (SELECT nullif((s ->> 'to')::integer, 0)
                            FROM jsonb_array_elements(m.b -> 'steps') s
                           WHERE (s ->> 'from')::integer = c.subject)
         WHERE c.stream = m.stream AND c.told < m.seq
           AND c.rule = 'LADDER' AND c.set = m.b ->> 'from';
    END LOOP;
END
$$;

CREATE TEMP TABLE due2 AS
SELECT stream, min(CASE WHEN warned < jsonb_array_length(warn)
                        THEN (warn ->> warned)::timestamptz
                        ELSE due END) AS at
  FROM (SELECT stream, (x ->> 'due')::timestamptz AS due,
               coalesce((x ->> 'warned')::integer, 0) AS warned,
               coalesce(x -> 'warn', '[]') AS warn
          FROM pg_temp.last('clock')
         WHERE x ->> 'state' = 'running' AND x ? 'due') t
 GROUP BY stream;

CREATE TEMP TABLE referral2 AS
SELECT stream, no, x ->> 'kind' AS kind, x ->> 'state' AS state,
       (x ->> 'from')::uuid AS from_body, (x ->> 'to')::uuid AS to_body,
       (x ->> 'offered_on')::date AS offered_on, x ->> 'rule' AS rule
  FROM pg_temp.last('referral');

CREATE TEMP TABLE notice2 AS
SELECT stream, no, x ->> 'kind' AS kind, x ->> 'state' AS state,
       (x ->> 'procedure')::integer AS procedure,
       (x ->> 'party')::integer AS party, (x ->> 'owed_on')::date AS owed_on,
       (x ->> 'done_on')::date AS done_on
  FROM pg_temp.last('notice');

-- ---- procedures ----

CREATE TEMP TABLE opened AS
SELECT stream, seq, (b #>> '{procedure,no}')::integer AS no, b -> 'procedure' AS p
  FROM e WHERE jsonb_typeof(b -> 'procedure') = 'object';

-- What an event does to a procedure: the phase it brings, and whether it sets
-- (or clears) the day and the ground of the end.
CREATE TEMP TABLE step AS
SELECT stream, seq, no, p ->> 'phase' AS phase, true AS sets_end,
       p ->> 'ended_on' AS ended_on, true AS sets_ground, p ->> 'ground' AS ground
  FROM opened
UNION ALL
SELECT stream, seq, no, x ->> 'phase', true, x ->> 'ended_on', true,
       x ->> 'ground'
  FROM back WHERE list = 'procedure'
UNION ALL
SELECT stream, seq, (b ->> 'procedure')::integer, b ->> 'phase',
       kind = 'procedure_reopened' OR b ->> 'phase' = 'ended',
       CASE WHEN kind <> 'procedure_reopened' THEN b ->> 'on' END,
       kind = 'procedure_reopened' OR b ? 'ground', b ->> 'ground'
  FROM e
 WHERE jsonb_typeof(b -> 'procedure') = 'number' AND b ?| '{phase,ground}'
   AND kind <> 'voided'
UNION ALL
SELECT stream, seq, (b #>> '{petition,procedure}')::integer, b ->> 'phase',
       b ->> 'phase' IN ('accepted', 'mediating', 'ended'),
       CASE WHEN b ->> 'phase' = 'ended' THEN b ->> 'on' END,
       b ->> 'phase' IN ('accepted', 'mediating', 'ended'),
       CASE WHEN b ->> 'phase' = 'ended' THEN b ->> 'ground' END
  FROM e WHERE jsonb_typeof(b -> 'petition') = 'object' AND b ? 'phase'
UNION ALL
SELECT stream, seq, (b #>> '{aid,procedure}')::integer, b ->> 'phase',
       b ->> 'phase' = 'accepted', NULL, b ->> 'phase' = 'accepted', NULL
  FROM e WHERE jsonb_typeof(b -> 'aid') = 'object' AND b ? 'phase';

CREATE TEMP TABLE mediators AS
SELECT DISTINCT ON (stream, no) stream, no, seq, list
  FROM (SELECT stream, no, seq, p -> 'mediator' AS list FROM opened
        UNION ALL
        SELECT stream, no, seq, x -> 'mediator' FROM back
         WHERE back.list = 'procedure'
        UNION ALL
        SELECT stream, (b ->> 'procedure')::integer, seq, b -> 'mediator'
          FROM e WHERE kind IN ('mediators_assigned', 'mediators_replaced')) t
 ORDER BY stream, no, seq DESC;

-- Sittings and their taking back: how many, and how many of them count.
CREATE TEMP TABLE counted AS
SELECT stream, no, sum(n) AS sessions,
       (array_agg(attempts ORDER BY seq DESC))[1] AS attempts
  FROM (SELECT stream, seq, (b #>> '{session,procedure}')::integer AS no,
               1 AS n, coalesce((b ->> 'attempts')::integer, 0) AS attempts
          FROM e WHERE kind = 'session_logged'
        UNION ALL
        SELECT stream, seq, (b ->> 'procedure')::integer, -1,
               coalesce((b ->> 'attempts')::integer, 0)
          FROM e WHERE kind = 'voided' AND b ? 'session') t
 GROUP BY stream, no;

CREATE TEMP TABLE procedure2 AS
SELECT o.stream, o.no, o.p ->> 'channel' AS channel,
       CASE WHEN s.phase = 'accepted' AND m.seq > s.phase_seq THEN 'mediating'
            ELSE s.phase END AS phase,
       (o.p ->> 'body')::uuid AS body,
       ARRAY(SELECT (x ->> 'person')::uuid
               FROM jsonb_array_elements(m.list) WITH ORDINALITY t(x, n)
              ORDER BY n) AS mediators,
       (o.p ->> 'opened_on')::date AS opened_on,
       s.ended_on::date AS ended_on, s.ground,
       coalesce((o.p ->> 'sessions')::integer, 0)
           + coalesce(c.sessions, 0)::integer AS sessions,
       coalesce(c.attempts, (o.p ->> 'attempts')::integer, 0) AS attempts,
       NULL::date AS next_on, NULL::text AS next_rule,
       coalesce(w.n, 0)::integer AS awaiting
  FROM opened o
  JOIN (SELECT stream, no,
               (array_agg(phase ORDER BY seq DESC)
                   FILTER (WHERE phase IS NOT NULL))[1] AS phase,
               max(seq) FILTER (WHERE phase IS NOT NULL) AS phase_seq,
               (array_agg(ended_on ORDER BY seq DESC)
                   FILTER (WHERE sets_end))[1] AS ended_on,
               (array_agg(ground ORDER BY seq DESC)
                   FILTER (WHERE sets_ground))[1] AS ground
          FROM step GROUP BY stream, no) s USING (stream, no)
  LEFT JOIN mediators m USING (stream, no)
  LEFT JOIN counted c USING (stream, no)
  LEFT JOIN (SELECT stream, procedure AS no, count(*) AS n FROM clock2
              WHERE state IN ('awaiting_date', 'awaiting_service')
              GROUP BY 1, 2) w USING (stream, no);

-- What became a task; or the first limit that runs, or an organ's that is over, of
-- what goes on, until the act was done all the same.
UPDATE procedure2 p SET next_on = f.due_on, next_rule = f.rule
  FROM (SELECT DISTINCT ON (c.stream, c.procedure)
               c.stream, c.procedure, c.due_on, c.rule
          FROM clock2 c
          JOIN procedure2 q ON q.stream = c.stream AND q.no = c.procedure
         WHERE c.due IS NOT NULL
           AND (c.state = 'running'
                OR c.state = 'fired' AND c.effect IN ('overdue', 'task')
                   AND q.phase IN ('opened', 'accepted', 'mediating', 'settled')
                   AND NOT EXISTS (
                       SELECT FROM e
                        WHERE e.stream = c.stream AND e.kind = 'clock_done_late'
                          AND (e.b #>> '{clock,no}')::integer = c.no))
         ORDER BY c.stream, c.procedure,
                  NOT (c.state = 'fired' AND c.effect = 'task'), c.due, c.no) f
 WHERE f.stream = p.stream AND f.procedure = p.no;

-- ---- heads ----

CREATE TEMP TABLE registered AS
SELECT stream, b, body_of, (b ->> 'registered_on')::date AS day
  FROM e WHERE kind = 'registered';

CREATE TEMP TABLE head2 AS
SELECT stream, 'dispute' AS kind, r.b ->> 'county' AS county, l.version,
       l.last_at, r.b ->> 'code' AS code,
       coalesce((SELECT x.kind = 'dispute_closed'
                        OR coalesce((x.b #>> '{back,closed}')::boolean, false)
                   FROM e x
                  WHERE x.stream = r.stream
                    AND (x.b #> '{members}' ? 'closed' OR x.kind IN ('dispute_closed', 'dispute_reopened')
                         OR jsonb_typeof(x.b -> 'procedure') = 'object'
                         OR (jsonb_typeof(x.b -> 'aid') = 'object'
                             AND x.b ->> 'phase' = 'accepted'))
                  ORDER BY x.seq DESC LIMIT 1), false) AS closed
  FROM registered r
  JOIN (SELECT stream, max(seq) AS version, max(at) AS last_at
          FROM e GROUP BY stream) l USING (stream);

-- ---- who may see it ----

-- Parties for whom a slip speaks: on a side, still there, and accused of nothing.
CREATE TEMP TABLE speaking AS
SELECT p.stream, p.no FROM pg_temp.last('party') p
 WHERE p.x ->> 'side' IN ('applicant', 'respondent', 'equal')
   AND NOT p.x ?| '{removed,succeeded_on,erased}'
   AND NOT EXISTS (SELECT FROM e WHERE e.stream = p.stream AND e.seq > p.seq
                      AND e.kind IN ('party_succeeded', 'party_erased')
                      AND (e.b ->> 'party')::integer = p.no)
   -- The last link that names the party says whether it goes on elsewhere.
   AND NOT coalesce((SELECT e.b #>> '{link,state}' = 'standing' FROM e
                      WHERE e.stream = p.stream AND e.seq > p.seq
                        AND e.b #> '{link,parties}' @> to_jsonb(p.no)
                      ORDER BY e.seq DESC LIMIT 1), p.x ? 'moved')
   AND (p.x ->> 'side' = 'applicant'
        OR NOT EXISTS (SELECT FROM pg_temp.last('petition') q
                        WHERE q.stream = p.stream
                          AND q.x ->> 'class' = 'accusation'));

CREATE TEMP TABLE slip AS
SELECT DISTINCT ON (stream, no) stream, (b ->> 'party')::integer AS no,
       b ->> 'door' AS door, (b ->> 'on')::date AS day
  FROM e WHERE kind = 'slip_given' ORDER BY stream, no, seq DESC;

-- Grants in the order in which they count: the first of a body in a capacity.
CREATE TEMP TABLE granted AS
WITH petition AS (
    SELECT t.stream, t.no, t.x, p.opened_on
      FROM pg_temp.last('petition') t
      JOIN procedure2 p ON p.stream = t.stream
                       AND p.no = (t.x ->> 'procedure')::integer),
referral AS (
    SELECT stream, no, x, (x ->> 'offered_on')::date AS day
      FROM pg_temp.last('referral')),
work AS (
    SELECT t.stream, t.no, t.x, r.day
      FROM pg_temp.last('order') t JOIN registered r USING (stream)),
link AS (
    SELECT stream, no, x, (x ->> 'on')::date AS day,
           x ->> 'state' = 'standing' AS stands
      FROM pg_temp.last('link')),
signer AS (
    SELECT DISTINCT ON (stream, no) *
      FROM (SELECT stream, no, seq, p ->> 'signer' AS body FROM opened
            UNION ALL
            SELECT stream, no, seq, x ->> 'signer' FROM back
             WHERE list = 'procedure'
            UNION ALL
            SELECT stream, (b ->> 'procedure')::integer, seq, b ->> 'signer'
              FROM e WHERE kind = 'signer_joined') t
     ORDER BY stream, no, seq DESC)
SELECT stream, body_of AS body, 'registrar' AS capacity, day AS since,
       NULL::date AS until, ARRAY[1] AS rank FROM registered
UNION ALL
SELECT stream, b ->> 'door', 'door', day, NULL, ARRAY[1] FROM registered r
 WHERE NOT EXISTS (SELECT FROM e WHERE e.stream = r.stream
                      AND e.kind = 'slip_given' AND e.b ? 'ends_first')
UNION ALL
SELECT stream, door, 'door', day, NULL, ARRAY[2, no]
  FROM slip JOIN speaking USING (stream, no)
UNION ALL
SELECT r.stream, CASE WHEN e.kind = 'referral_refused' THEN e.id
                      ELSE r.x ->> 'refused_by' END,
       'entry', (r.x ->> 'offered_on')::date, NULL, ARRAY[1, r.no]
  FROM pg_temp.last('referral') r JOIN e USING (stream, seq)
 WHERE r.x ->> 'state' = 'refused'
UNION ALL
SELECT stream, p ->> 'body', 'handler', (p ->> 'opened_on')::date, NULL,
       ARRAY[1, no] FROM opened
UNION ALL
SELECT stream, s.body, 'signer', (o.p ->> 'opened_on')::date, NULL,
       ARRAY[1, no] FROM signer s JOIN opened o USING (stream, no)
UNION ALL
SELECT m.stream, x ->> 'body', 'mediating', (o.p ->> 'opened_on')::date, NULL,
       ARRAY[1, no, n::integer]
  FROM mediators m JOIN opened o USING (stream, no),
       jsonb_array_elements(m.list) WITH ORDINALITY t(x, n)
UNION ALL
SELECT stream, x ->> acts.name, 'handler', opened_on, NULL,
       ARRAY[2, no, acts.n]
  FROM petition, (VALUES (1, 'organ'), (2, 'reviewer'), (3, 'rechecker'),
                         (4, 'handed')) acts(n, name)
UNION ALL
SELECT stream, x ->> 'to', 'offered', day,
       CASE WHEN x ->> 'state' <> 'offered' THEN day END,
       ARRAY[CASE WHEN x ->> 'state' = 'offered' THEN 1 ELSE 2 END, no]
  FROM referral
UNION ALL
SELECT stream, x ->> 'to', 'assisting', day,
       CASE WHEN x ->> 'state' = 'returned' THEN day END,
       ARRAY[CASE WHEN x ->> 'state' = 'accepted' THEN 1 ELSE 2 END, no]
  FROM referral
 WHERE NOT x ? 'channel' AND x ->> 'state' IN ('accepted', 'returned')
UNION ALL
SELECT stream, body, 'superior', day, NULL, ARRAY[1, no]
  FROM work, jsonb_array_elements_text(x -> 'asked') body
UNION ALL
SELECT stream, x ->> 'centre', 'centre', day, NULL, ARRAY[1, no] FROM work
UNION ALL
SELECT stream, u ->> 'org', 'unit', (u ->> 'since')::date,
       CASE WHEN u ->> 'state' = 'returned' THEN (u ->> 'until')::date END,
       ARRAY[no, n::integer]
  FROM work, jsonb_array_elements(x -> 'unit') WITH ORDINALITY t(u, n)
UNION ALL
SELECT l.stream, body, 'merged', l.day,
       CASE WHEN NOT l.stands THEN l.day END,
       ARRAY[CASE WHEN l.stands THEN 1 ELSE 2 END, l.no]
  FROM link l, jsonb_array_elements_text(l.x -> 'bodies') body
 WHERE NOT EXISTS (SELECT FROM pg_temp.last('petition') p
                    WHERE p.stream = l.stream AND (p.x ->> 'accused' = body
                         OR coalesce(p.x -> 'accused_organs', '[]') ? body));

CREATE TEMP TABLE access2 AS
SELECT DISTINCT ON (g.stream, g.body, g.capacity)
       g.stream, g.body::uuid AS body, g.capacity, g.since, g.until, a.barred
  FROM granted g
  LEFT JOIN (SELECT p.stream, array_agg(w.whom::uuid ORDER BY p.no, w.n) AS barred
               FROM pg_temp.last('petition') p,
                    LATERAL (SELECT p.x ->> 'accused' AS whom, 0::bigint AS n
                              WHERE p.x ? 'accused'
                              UNION ALL
                             SELECT t.whom, t.n FROM jsonb_array_elements_text(
                                 coalesce(p.x -> 'accused_organs', '[]'))
                                 WITH ORDINALITY t(whom, n)
                              UNION ALL
                             SELECT t.whom, 100 + t.n
                               FROM jsonb_array_elements_text(
                                 coalesce(p.x -> 'accused_people', '[]'))
                                 WITH ORDINALITY t(whom, n)) w
              GROUP BY p.stream) a USING (stream)
 WHERE g.body IS NOT NULL
 ORDER BY g.stream, g.body, g.capacity, g.rank;

-- ---- what each body finds on its boards ----

CREATE TEMP TABLE board2 AS
WITH reader AS (
    SELECT stream, body, min(barred) AS barred,
           bool_and(capacity = 'offered') AS offered
      FROM access2
     WHERE until IS NULL AND capacity NOT IN ('door', 'entry')
       AND (barred IS NULL OR body <> ALL (barred))
     GROUP BY stream, body),
item AS (
    SELECT stream, 'procedure' AS item, no, body AS own, true AS front,
           opened_on AS turn_on, NULL AS word, NULL AS number, NULL::uuid AS holder,
           false AS bounced
      FROM procedure2 WHERE opened_on IS NOT NULL
    UNION ALL
    SELECT c.stream, 'limit', c.no, p.body, true, c.due_on, NULL, NULL, NULL, false
      FROM clock2 c JOIN procedure2 p ON p.stream = c.stream AND p.no = c.procedure
     WHERE c.effect IN ('overdue', 'ends') AND c.state IN ('met', 'fired')
       AND c.due_on IS NOT NULL
    UNION ALL
    SELECT stream, 'order', no, NULL, live, coalesce(next_on, '9999-12-31'),
           stage, number, holder, bounces > 0
      FROM hejie.work_order
    UNION ALL
    -- An opinion that is not served stands there from the day it is owed.
    SELECT p.stream, 'petition', p.no, NULL, p.live,
           coalesce(CASE WHEN p.notice IS DISTINCT FROM 'unserved'
                           OR p.next_on < n.issued THEN p.next_on END,
                    CASE WHEN p.live THEN n.owed END, '9999-12-31'),
           p.act, p.number, p.holder, false
      FROM hejie.petition p,
           LATERAL (SELECT (array_agg(o.owed_on ORDER BY o.no))[1] AS owed,
                           (array_agg(o.owed_on ORDER BY o.no) FILTER (
                               WHERE o.kind = CASE p.stage
                                   WHEN 'answered' THEN 'petition_opinion'
                                   WHEN 'reviewed' THEN 'petition_review'
                                   ELSE 'petition_recheck' END))[1]
                               AS issued
                      FROM notice2 o
                     WHERE o.stream = p.stream AND o.procedure = p.procedure
                       AND o.state = 'owed') n
    UNION ALL
    -- What is settled is to be followed up; afterwards only what has a term that
    -- is open.  Terms are not derived here: the day is taken over.
    SELECT p.stream, 'follow_up', p.no, p.body, true,
           coalesce(f.turn_on, '9999-12-31'), NULL, NULL, p.mediators[1], false
      FROM procedure2 p
     CROSS JOIN LATERAL (SELECT min(b.turn_on) AS turn_on FROM hejie.board b
                          WHERE b.stream = p.stream AND b.no = p.no
                            AND b.item = 'follow_up') f
     WHERE p.phase = 'settled' OR f.turn_on IS NOT NULL
    UNION ALL
    SELECT stream, 'bundle', no, NULL, true, since, state, NULL, NULL, false
      FROM hejie.bundle)
SELECT i.stream, i.item, i.no, r.body,
       i.front AND (i.item NOT IN ('procedure', 'limit', 'follow_up')
                    OR coalesce(i.own = r.body, false)) AS front,
       i.turn_on, i.word, i.number, i.holder, i.bounced, r.barred
  FROM item i JOIN reader r USING (stream)
 WHERE i.item NOT IN ('bundle', 'follow_up') OR NOT r.offered;

-- ---- where it came from, by which rules it goes ----

-- Pinned at registration and when a procedure opens; a move exchanges one.
CREATE FUNCTION pg_temp.pinned(p_stream uuid) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    one record;
    sets text[] := '{}';
BEGIN
    FOR one IN SELECT kind, b FROM e WHERE stream = p_stream
        AND (b ? 'pin' OR kind = 'rules_migrated') ORDER BY seq LOOP
        IF one.kind = 'rules_migrated' THEN
            sets := array_replace(sets, one.b ->> 'from', one.b ->> 'to');
        ELSE
            sets := sets || ARRAY(SELECT p ->> 'set'
                FROM jsonb_array_elements(one.b -> 'pin') WITH ORDINALITY t(p, n)
                ORDER BY n);
        END IF;
    END LOOP;
    RETURN sets;
END
$$;

CREATE TEMP TABLE origin2 AS
SELECT stream, b ->> 'source' AS source, pg_temp.pinned(stream) AS sets
  FROM e WHERE seq = 1;

-- ---- the two, side by side ----

CREATE FUNCTION pg_temp.compare(p_table text, p_columns text)
RETURNS TABLE (of_table text, n bigint, differ bigint, such text)
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('
        WITH one AS (SELECT %2$s FROM hejie.%1$I t WHERE EXISTS
                      (SELECT FROM registered r WHERE r.stream = t.stream)),
             two AS (SELECT %2$s FROM %3$I),
             d AS ((SELECT ''only C'' AS by, c.* FROM (TABLE one EXCEPT TABLE two) c)
                   UNION ALL
                   (SELECT ''only SQL'', c.* FROM (TABLE two EXCEPT TABLE one) c))
        SELECT %1$L::text, (SELECT count(*) FROM two), count(*),
               left(string_agg(d::text, '' '' ORDER BY d::text), 1000) FROM d',
        p_table, p_columns, p_table || '2');
END
$$;

SELECT c.* FROM (VALUES
    ('head', 'stream, kind, county, version, last_at, code, closed'),
    ('procedure', 'stream, no, channel, phase, body, mediators, opened_on, ended_on, ground, sessions, attempts, next_on, next_rule, awaiting'),
    ('clock', 'stream, no, rule, set, article, state, effect, procedure, subject, party, day0, due_on, due, provisional, certainty, seq'),
    ('referral', 'stream, no, kind, state, from_body, to_body, offered_on, rule'),
    ('notice', 'stream, no, kind, state, procedure, party, owed_on, done_on'),
    ('access', 'stream, body, capacity, since, until, barred'),
    ('board', 'stream, item, no, body, front, turn_on, word, number, holder, bounced, barred'),
    ('origin', 'stream, source, sets'),
    ('due', 'stream, at')) t(name, columns),
    LATERAL pg_temp.compare(t.name, t.columns) c;
