-- GET /api/v1/categories
-- zh: 纠纷类别(两套代码)
-- en: Categories, both code sets
-- right: look-up
-- class: fast
-- shape: list
SELECT code_set AS "set", code AS "code", parent AS "parent", zh AS "zh",
       en AS "en"
  FROM hejie.category
 ORDER BY code_set, code
