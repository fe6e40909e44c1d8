-- GET /api/v1/helps/{id}
-- zh: 一件帮扶的现状;限帮扶单位和转介人
-- en: The present state of a help; for the body that helps and who referred
-- right: read
-- class: fast
-- shape: object
-- kind: help
-- ring: id
-- whole: identity
-- log: help
-- param: id uuid path
-- param: org uuid actor
-- param: fold int4 program
SELECT h.stream AS "id",
       h.version AS "version",
       h.last_at AS "last_at",
       CASE WHEN h.fold = $3 THEN h.snapshot END AS "state#state",
       CASE WHEN h.fold <> $3
            THEN ARRAY(SELECT e.bytes FROM hejie.event e
                        WHERE e.stream = h.stream ORDER BY e.seq)
            END AS "state#folded"
  FROM hejie.head h
  JOIN hejie.listed l ON l.stream = h.stream
 CROSS JOIN LATERAL (SELECT l.shown::jsonb AS s) c
 WHERE h.stream = $1 AND h.kind = 'help'
   AND (c.s ->> 'body' = replace($2::text, '-', '')
        OR c.s ->> 'handler' = (SELECT current_setting('hejie.principal', true)))
