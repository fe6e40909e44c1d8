-- GET /api/v1/words
-- zh: 本县类别用语
-- en: The county's plain words for categories
-- right: read
-- class: fast
-- shape: list
-- param: county text query 
SELECT word AS "word", cat_moj AS "category_moj", cat_gb AS "category_gb"
  FROM hejie.word
 WHERE county = CASE WHEN EXISTS (SELECT FROM hejie.word w WHERE w.county = $1)
                     THEN $1 ELSE '' END
 ORDER BY ord
