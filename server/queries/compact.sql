-- GET /api/v1/compacts/{id}
-- zh: 一份公约的现状
-- en: The present state of a compact
-- right: read
-- class: fast
-- shape: object
-- kind: compact
-- ring: id
-- whole: identity
-- log: compact
-- param: id uuid path
-- param: fold int4 program
SELECT h.stream AS "id",
       h.version AS "version",
       h.last_at AS "last_at",
       CASE WHEN h.fold = $2 THEN h.snapshot END AS "state#state",
       CASE WHEN h.fold <> $2
            THEN ARRAY(SELECT e.bytes FROM hejie.event e
                        WHERE e.stream = h.stream ORDER BY e.seq)
            END AS "state#folded"
  FROM hejie.head h
 WHERE h.stream = $1 AND h.kind = 'compact'
