-- GET /api/v1/divisions
-- zh: 下级行政区划
-- en: Divisions below one
-- right: look-up
-- class: fast
-- shape: list
-- param: parent text query 
SELECT code AS "code", name AS "name", latin AS "latin", level AS "level",
       pseudo AS "pseudo"
  FROM hejie.division
 WHERE parent IS NOT DISTINCT FROM nullif($1, '')
 ORDER BY code
