-- GET /api/v1/codes/{code}
-- zh: 按编码查找纠纷
-- en: A dispute by its public code
-- right: read
-- class: fast
-- shape: object
-- param: code text path
SELECT h.stream AS "id", h.code AS "code", h.version AS "version"
  FROM hejie.dispute_code c
  JOIN hejie.head h ON h.stream = c.stream
 WHERE c.code = $1
