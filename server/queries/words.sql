-- GET /api/v1/words
-- zh: 本县类别用语(未另选时用通用的)
-- en: The county's plain words for categories, or the common ones
-- right: look-up
-- class: fast
-- shape: list
-- param: county text query 
WITH chosen AS (
    SELECT w ->> 'word' AS word, w ->> 'category_moj' AS moj,
           w ->> 'category_gb' AS gb
      FROM hejie.head h,
           json_array_elements(h.snapshot::json -> 'county') c,
           json_array_elements(c -> 'words') w
     WHERE h.kind = 'site' AND c ->> 'county' = $1)
SELECT c.word AS "word", d.en AS "en", c.moj AS "category_moj",
       c.gb AS "category_gb"
  FROM chosen c
  LEFT JOIN hejie.word d ON d.county = '' AND d.word = c.word
UNION ALL
(SELECT word, en, cat_moj, cat_gb
  FROM hejie.word
 WHERE county = '' AND NOT EXISTS (SELECT FROM chosen)
 ORDER BY ord)
