-- GET /api/v1/assessments/{id}
-- zh: 一件风险评估的现状
-- en: The present state of an assessment
-- right: read
-- class: fast
-- shape: object
-- kind: assessment
-- ring: id
-- whole: identity
-- log: assessment
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
 WHERE h.stream = $1 AND h.kind = 'assessment'
