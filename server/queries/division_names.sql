-- GET /api/v1/division-names
-- zh: 行政区划的全名,按代码
-- en: Divisions by their codes, called with what they lie in
-- right: look-up
-- class: fast
-- shape: list
-- param: codes text query
SELECT u.code AS "code",
       string_agg(d.name, '' ORDER BY length(d.code)) AS "name",
       string_agg(d.latin, ', ' ORDER BY length(d.code) DESC) AS "latin"
  FROM unnest(string_to_array($1, ',')) u(code)
  JOIN hejie.division d
    ON d.code IN (left(u.code, 2), left(u.code, 4), left(u.code, 6),
                  left(u.code, 9), left(u.code, 12), u.code)
   AND d.pseudo = 0
 GROUP BY u.code
HAVING bool_or(d.code = u.code)
 ORDER BY u.code
