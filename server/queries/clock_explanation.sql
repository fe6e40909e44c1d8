-- GET /api/v1/disputes/{id}/clocks/{no}/explanation
-- zh: 一个期限怎么算的:规则、版本、依据、事实、被取代的规则、逐步计算
-- en: Why a limit ends when it ends: rule, version, article, facts, what lost, each step
-- right: read
-- class: fast
-- shape: object
-- ring: id
-- param: id uuid path
-- param: no int8 path 1..1000000
SELECT c.no AS "no",
       c.state AS "state",
       c.effect AS "effect",
       c.due_on AS "due_on",
       c.due AS "due",
       c.seq AS "position",
       ARRAY[e.bytes, h.county] AS "explanation#explained"
  FROM hejie.clock c
  JOIN hejie.head h ON h.stream = c.stream
  JOIN hejie.event e ON e.stream = c.stream AND e.seq = c.seq
 WHERE c.stream = $1 AND c.no = $2
