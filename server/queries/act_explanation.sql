-- GET /api/v1/disputes/{id}/timeline/{position}/explanation
-- zh: 规则自动所为的依据:规则、版本、依据、事实、也符合而不适用的规则
-- en: Why the rules did something by themselves: rule, version, article, facts, what else fitted
-- right: read
-- class: fast
-- shape: object
-- ring: id
-- param: id uuid path
-- param: position int8 path 1..1000000
SELECT e.seq AS "position",
       e.kind AS "kind",
       ARRAY[coalesce(s.bytes, e.bytes), h.county] AS "explanation#explained"
  FROM hejie.event e
  JOIN hejie.head h ON h.stream = e.stream
       -- What followed of a limit is explained by that limit.
  LEFT JOIN hejie.clock c
    ON c.stream = e.stream
   AND (e.bytes::json -> 'body' -> 'because') IS NULL
   AND (e.bytes::json -> 'body' -> 'clock') IS NULL
   AND e.bytes::json ->> 'caused_by' = 'clock/' || c.no
  LEFT JOIN hejie.event s ON s.stream = c.stream AND s.seq = c.seq
 WHERE e.stream = $1 AND e.seq = $2
   AND ((e.bytes::json -> 'body' -> 'because') IS NOT NULL
        OR s.seq IS NOT NULL)
   AND EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = e.stream AND a.until IS NULL
                  AND a.capacity <> 'offered')
