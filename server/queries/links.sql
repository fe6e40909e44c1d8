-- GET /api/v1/disputes/{id}/links
-- zh: 关联纠纷,再次发生的逐次列出
-- en: The links of a dispute; what recurs over years, one after the other
-- right: read
-- class: fast
-- shape: list
-- param: id uuid path
WITH RECURSIVE chain AS (
    SELECT l.stream, l.no, l.kind, l.other, l.since, 1 AS depth
      FROM hejie.link l
     WHERE l.stream = $1
    UNION -- not ALL: in a ring of links each row comes once a step
    SELECT l.stream, l.no, l.kind, l.other, l.since, c.depth + 1
      FROM chain c
      JOIN hejie.link l ON l.stream = c.other AND l.kind = c.kind
     WHERE c.kind IN ('recurs_after', 'recurred_as') AND c.depth < 50
), near AS (
    SELECT DISTINCT ON (c.kind, c.other) c.*
      FROM chain c
     WHERE c.other <> $1
     ORDER BY c.kind, c.other, c.depth, c.no
)
SELECT c.other AS "id",
       c.kind AS "kind",
       c.since AS "since",
       c.depth AS "depth",
       CASE WHEN c.depth = 1 THEN c.no END AS "link",
       h.code AS "code",
       h.closed AS "closed",
       (SELECT k.wrapped FROM hejie.subject_key k
         WHERE k.stream = c.other AND k.subject = 'title') AS "key#key",
       h.title AS "title#sealed"
  FROM near c
  LEFT JOIN hejie.head h ON h.stream = c.other
 ORDER BY c.depth, c.no
 LIMIT 200
