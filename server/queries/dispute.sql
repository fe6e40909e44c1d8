-- GET /api/v1/disputes/{id}
-- zh: 一件纠纷的现状
-- en: The present state of a dispute
-- right: read
-- class: fast
-- shape: object
-- ring: id
-- whole: identity
-- log: dispute
-- param: id uuid path
-- param: fold int4 program
SELECT h.stream AS "id",
       h.code AS "code",
       h.county AS "county",
       h.version AS "version",
       h.last_at AS "last_at",
       h.closed AS "closed",
       h.title AS "title#sealed",
       CASE WHEN EXISTS (SELECT FROM hejie.access a
                          WHERE a.stream = h.stream AND a.until IS NULL
                            AND a.capacity <> 'offered')
             AND h.fold = $2
            THEN h.snapshot END AS "state#state",
       CASE WHEN EXISTS (SELECT FROM hejie.access a
                          WHERE a.stream = h.stream AND a.until IS NULL
                            AND a.capacity <> 'offered')
             AND h.fold <> $2
            THEN ARRAY(SELECT e.bytes FROM hejie.event e
                        WHERE e.stream = h.stream ORDER BY e.seq)
            END AS "state#folded"
  FROM hejie.head h
 WHERE h.stream = $1 AND h.kind = 'dispute'
