-- GET /api/v1/disputes/{id}
-- zh: 一件纠纷的现状
-- en: The present state of a dispute
-- right: read
-- class: fast
-- shape: object
-- ring: id
-- log: dispute
-- param: id uuid path
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
            THEN h.snapshot END AS "state#state"
  FROM hejie.head h
 WHERE h.stream = $1 AND h.kind = 'dispute'
